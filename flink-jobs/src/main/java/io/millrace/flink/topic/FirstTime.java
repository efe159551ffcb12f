package io.millrace.flink.topic;

import io.millrace.domain.ensemble.Decision;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets each symbol's decisions through once: a topic is written at least once, and after a crash of
 * its writer it repeats what it said since the last checkpoint.
 */
public final class FirstTime extends KeyedProcessFunction<String, Decision, Decision> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> newest;
    private transient Counter repeats;

    @Override
    public void open(OpenContext context) {
        newest =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("newest-decision", Types.LONG));
        repeats = getRuntimeContext().getMetricGroup().counter("decisionsRepeated");
    }

    @Override
    public void processElement(Decision decision, Context context, Collector<Decision> out)
            throws Exception {
        Long before = newest.value();
        if (before != null && decision.atMillis() <= before) {
            repeats.inc();
            return;
        }
        newest.update(decision.atMillis());
        out.collect(decision);
    }
}
