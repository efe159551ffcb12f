package io.millrace.flink.audit;

import io.millrace.domain.audit.AuditChain;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditLink;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Links the entries of each key to those before. */
public final class AuditFunction extends KeyedProcessFunction<String, AuditEntry, AuditLink> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<AuditChain> chain;

    @Override
    public void open(OpenContext context) {
        chain =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "chain", TypeInformation.of(AuditChain.class)));
    }

    @Override
    public void processElement(AuditEntry entry, Context context, Collector<AuditLink> out)
            throws Exception {
        AuditChain known = chain.value();
        AuditChain before = known == null ? AuditChain.named(entry.chain()) : known;
        AuditLink link = before.link(entry);
        chain.update(before.with(link));
        out.collect(link);
    }
}
