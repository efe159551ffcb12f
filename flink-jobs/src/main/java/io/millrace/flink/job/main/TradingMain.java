package io.millrace.flink.job.main;

import io.millrace.flink.job.TradingJob;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Starts {@link TradingJob} at the simulated venue, which needs nobody's approval. */
public final class TradingMain {

    private TradingMain() {}

    /** Assembles and executes it. */
    public static void main(String[] arguments) throws Exception {
        JobArguments given = JobArguments.of(arguments);
        try (StreamExecutionEnvironment env = given.environment()) {
            TradingJob.simulated(env, given.topics(), given.strategy(), given.limits(), true);
            env.execute(PlatformJob.TRADING.label());
        }
    }
}
