package io.millrace.control.live;

import io.millrace.control.run.LivePlan;
import io.millrace.flink.job.JobDefaults;
import io.millrace.flink.observe.ProcessReporter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink in this JVM for a run that outlives it: checkpoints stay, and the newest is resumed. */
final class LiveEnvironment {

    /** A record must not wait for others to fill its network buffer. */
    private static final long BUFFER_MILLIS = 1;

    private static final int KEPT_CHECKPOINTS = 3;

    private LiveEnvironment() {}

    static StreamExecutionEnvironment of(LiveRequest request, RunPlace place) throws IOException {
        LivePlan plan = request.plan().live();
        Configuration configuration = JobDefaults.configuration();
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(2));
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                Duration.ofMillis(plan.checkpointMillis()));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, place.checkpoints().toUri().toString());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, KEPT_CHECKPOINTS);
        // a database that is away holds checkpoints up, and must not end the run
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofMillis(200));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofSeconds(5));
        ProcessReporter.into(configuration, place.id());
        Optional<Path> newest = place.newestCheckpoint();
        newest.ifPresent(
                path ->
                        configuration.set(
                                StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
        return environment(request, configuration);
    }

    private static StreamExecutionEnvironment environment(
            LiveRequest request, Configuration configuration) {
        int parallelism = Math.min(2, Runtime.getRuntime().availableProcessors());
        Integer port = request.uiPort();
        StreamExecutionEnvironment env;
        if (port == null) {
            env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        } else {
            configuration.set(RestOptions.BIND_PORT, port.toString());
            configuration.set(RestOptions.PORT, port);
            configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
            env = StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration);
            env.setParallelism(parallelism);
        }
        env.setBufferTimeout(BUFFER_MILLIS);
        return env;
    }
}
