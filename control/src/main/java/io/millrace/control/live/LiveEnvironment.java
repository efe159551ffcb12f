package io.millrace.control.live;

import io.millrace.control.run.LivePlan;
import io.millrace.control.run.Scratch;
import io.millrace.flink.job.JobDefaults;
import io.millrace.flink.observe.ProcessReporter;
import java.io.IOException;
import java.net.URI;
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

/** Flink for a run that outlives it: checkpoints stay, and the newest is resumed. */
final class LiveEnvironment {

    /** A record must not wait for others to fill its network buffer: each is sent at once. */
    private static final long BUFFER_MILLIS = 0;

    private static final int KEPT_CHECKPOINTS = 3;

    private LiveEnvironment() {}

    /** Flink in this JVM. */
    static StreamExecutionEnvironment inThisJvm(
            LiveRequest request, RunPlace place, Scratch scratch) throws IOException {
        Configuration configuration = configuration(request.plan().live(), place);
        scratch.useBy(configuration);
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(2));
        ProcessReporter.into(configuration, place.id());
        Integer port = request.uiPort();
        if (port == null) {
            return ready(
                    StreamExecutionEnvironment.createLocalEnvironment(
                            parallelism(), configuration));
        }
        configuration.set(RestOptions.BIND_PORT, port.toString());
        configuration.set(RestOptions.PORT, port);
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        return ready(StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration));
    }

    /** Flink on a cluster, with the classes of the jobs. */
    static StreamExecutionEnvironment on(URI cluster, Path jar, LiveRequest request, RunPlace place)
            throws IOException {
        return ready(
                StreamExecutionEnvironment.createRemoteEnvironment(
                        cluster.getHost(),
                        cluster.getPort(),
                        configuration(request.plan().live(), place),
                        jar.toString()));
    }

    private static Configuration configuration(LivePlan plan, RunPlace place) throws IOException {
        Configuration configuration = JobDefaults.configuration();
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                Duration.ofMillis(plan.checkpointMillis()));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, place.checkpoints().toUri().toString());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, KEPT_CHECKPOINTS);
        // a checkpoint that fails, as on a full disk, must not end the run: its journal goes on
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofMillis(200));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofSeconds(5));
        Optional<Path> newest = place.newestCheckpoint();
        newest.ifPresent(
                path ->
                        configuration.set(
                                StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
        return configuration;
    }

    private static StreamExecutionEnvironment ready(StreamExecutionEnvironment env) {
        env.setParallelism(parallelism());
        env.setBufferTimeout(BUFFER_MILLIS);
        return env;
    }

    private static int parallelism() {
        return Math.min(2, Runtime.getRuntime().availableProcessors());
    }
}
