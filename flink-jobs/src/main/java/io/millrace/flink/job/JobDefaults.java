package io.millrace.flink.job;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;

/** The settings that every job of ours stands on, whatever it reads and writes. */
public final class JobDefaults {

    /**
     * Highly composite, so that state can be spread over many numbers of subtasks; fixed for ever.
     */
    public static final int MAX_PARALLELISM = 240;

    private JobDefaults() {}

    /** A configuration with the defaults set; the caller adds to it. */
    public static Configuration configuration() {
        Configuration configuration = new Configuration();
        // bounded input too: batch mode would read one input after the other, which is look-ahead
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        // records are immutable, so operators may hand them on without copies
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return configuration;
    }
}
