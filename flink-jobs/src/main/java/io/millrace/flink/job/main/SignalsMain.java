package io.millrace.flink.job.main;

import io.millrace.flink.job.SignalsJob;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Starts {@link SignalsJob}. */
public final class SignalsMain {

    private SignalsMain() {}

    /** Assembles and executes it. */
    public static void main(String[] arguments) throws Exception {
        JobArguments given = JobArguments.of(arguments);
        try (StreamExecutionEnvironment env = given.environment()) {
            SignalsJob.assemble(
                    env,
                    given.topics(),
                    given.form(),
                    given.maxLateness(),
                    given.strategy(),
                    given.extras());
            env.execute(PlatformJob.SIGNALS.label());
        }
    }
}
