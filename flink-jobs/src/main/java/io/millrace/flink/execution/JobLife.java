package io.millrace.flink.execution;

import org.apache.flink.api.common.functions.RuntimeContext;

/** Names one attempt of co-located tasks; no attempt before or after it has the same name. */
public final class JobLife {

    private JobLife() {}

    /**
     * The name of the attempt that the task belongs to: its job, its slot, and how often it was
     * tried there.
     */
    public static String of(RuntimeContext context) {
        return context.getJobInfo().getJobId()
                + "/"
                + context.getTaskInfo().getAllocationIDAsString()
                + "/"
                + context.getTaskInfo().getAttemptNumber();
    }
}
