package io.millrace.flink.audit;

import io.millrace.connectors.audit.AuditSink;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditLink;
import java.nio.file.Path;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Gives every entry its place in the chain of its key, whose head is part of each checkpoint. */
public final class AuditStage {

    /** The chains of a run, in its folder. */
    public static final String FILE = "audit.jsonl";

    private AuditStage() {}

    /**
     * Chains the entries, each key's in the order in which they arrive.
     *
     * @param entries those of a key from one subtask, in the order in which things happened
     */
    public static DataStream<AuditLink> of(DataStream<AuditEntry> entries) {
        return entries.keyBy(AuditEntry::chain)
                .process(new AuditFunction())
                .name("audit")
                .uid("audit")
                .setParallelism(1);
    }

    /** Writes the chains into the folder of a run, which exists. */
    public static void intoFolder(DataStream<AuditLink> links, Path folder) {
        links.sinkTo(new AuditSink(folder.resolve(FILE))).name(FILE).uid(FILE).setParallelism(1);
    }
}
