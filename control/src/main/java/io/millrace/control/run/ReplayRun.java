package io.millrace.control.run;

import io.millrace.connectors.files.TapeSource;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.domain.market.MarketEvent;
import io.millrace.flink.job.JobDefaults;
import io.millrace.flink.job.ReplayJob;
import io.millrace.flink.job.ReplayStreams;
import io.millrace.flink.job.TapeForm;
import io.millrace.flink.output.RunDigests;
import io.millrace.flink.output.RunFiles;
import io.millrace.flink.output.StreamTables;
import io.millrace.flink.output.TableTarget;
import io.millrace.flink.wire.WireTypes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** One replay from its request to its published folder. */
public final class ReplayRun {

    private final ReplayRequest request;
    private final PrintWriter terminal;

    /**
     * A replay that is about to start.
     *
     * @param terminal where progress is shown
     */
    public ReplayRun(ReplayRequest request, PrintWriter terminal) {
        this.request = request;
        this.terminal = terminal;
    }

    /** Runs it; the folder of the request exists afterwards, complete, or nothing is left. */
    public FinishedRun execute() throws IOException, InterruptedException {
        ModelCheck.beforeReplay(request.strategy().model());
        try (RunFolder folder = RunFolder.claim(request.out())) {
            Manifest manifest = Manifest.of(request);
            Path working = folder.working();
            FinishedRun finished;
            try (RunDatabase database =
                    RunDatabase.open(request.database(), request.plan().retention(), working)) {
                try (Scratch scratch = Scratch.in(working)) {
                    replay(manifest, database, working, scratch);
                }
                finished = FinishedRun.of(request, manifest, working);
                finished.write(working);
                if (database != null) {
                    finished.record(database.address());
                }
            }
            folder.publish();
            return finished;
        }
    }

    private void replay(
            Manifest manifest, @Nullable RunDatabase database, Path working, Scratch scratch)
            throws InterruptedException {
        try (StreamExecutionEnvironment env = environment(scratch)) {
            ReplayStreams streams =
                    ReplayJob.assemble(
                            tape(env),
                            form(),
                            request.strategy(),
                            request.plan().extras(),
                            !Boolean.FALSE.equals(request.approved()));
            RunFiles.attach(streams, working);
            if (request.approved() != null) {
                RunFiles.attachBlocked(streams.account().blocked(), working);
            }
            RunDigests.attach(streams, working.resolve(DigestFile.PER_KEY));
            if (database != null) {
                RunScope scope = new RunScope(manifest.runId(), request.strategy().account().id());
                StreamTables.attach(
                        streams,
                        new TableTarget(database.address(), scope, request.plan().batches(), 0),
                        new StreamTables.Source(
                                request.kind() + "-" + manifest.runId(),
                                request.strategy().resolution()),
                        request.plan().extras().names());
            }
            JobClient job = env.executeAsync(request.kind());
            new Progress(terminal)
                    .await(
                            job,
                            request.tape().holdsTrades() ? "trades" : "bars",
                            request.tape().rows());
        } catch (InterruptedException known) {
            throw known;
        } catch (Exception failure) {
            throw JobFailure.of(failure);
        }
    }

    private StreamExecutionEnvironment environment(Scratch scratch) {
        Configuration configuration = JobDefaults.configuration();
        scratch.useBy(configuration);
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(500));
        // a replay that fails is started again by its user, from the first bar
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        Integer port = request.uiPort();
        if (port == null) {
            return StreamExecutionEnvironment.createLocalEnvironment(
                    request.parallelism(), configuration);
        }
        configuration.set(RestOptions.BIND_PORT, port.toString());
        configuration.set(RestOptions.PORT, port);
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration);
        env.setParallelism(request.parallelism());
        return env;
    }

    private DataStream<MarketEvent> tape(StreamExecutionEnvironment env) {
        return env.fromSource(
                        new TapeSource(request.tape(), request.plan().tapeOptions()),
                        WatermarkStrategy.noWatermarks(),
                        "tape",
                        WireTypes.MARKET_EVENT)
                .uid("tape")
                .setParallelism(1);
    }

    private TapeForm form() {
        return request.tape().holdsTrades() ? TapeForm.TRADES : TapeForm.BARS;
    }
}
