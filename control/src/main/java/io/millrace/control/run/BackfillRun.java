package io.millrace.control.run;

import io.millrace.connectors.files.FilePosition;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.jdbc.BackfillCheckpoints;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.DatabaseException;
import io.millrace.connectors.jdbc.Migrations;
import io.millrace.connectors.jdbc.RunManifest;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.connectors.jdbc.RunTables;
import io.millrace.control.CommandFailure;
import io.millrace.flink.job.JobDefaults;
import io.millrace.flink.job.ReplayJob;
import io.millrace.flink.job.ReplayStreams;
import io.millrace.flink.job.TapeForm;
import io.millrace.flink.output.RunDigests;
import io.millrace.flink.output.StreamTables;
import io.millrace.flink.output.TableTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One backfill: the graph of a replay over a tape, into the tables, under a run id of its own. Its
 * checkpoints outlive the process, so that the next one goes on from the newest.
 */
public final class BackfillRun {

    private static final int RETAINED = 3;
    private static final int ATTEMPTS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final BackfillRequest request;
    private final PrintWriter terminal;

    /**
     * A backfill that is about to start.
     *
     * @param terminal where progress is shown
     */
    public BackfillRun(BackfillRequest request, PrintWriter terminal) {
        this.request = request;
        this.terminal = terminal;
    }

    /**
     * Runs it to its end.
     *
     * @param resume whether to go on with one that was begun
     */
    public FinishedBackfill execute(boolean resume) throws IOException, InterruptedException {
        ModelCheck.beforeReplay(request.plan().strategy().model());
        Manifest manifest =
                Manifest.of(
                        "backfill",
                        request.plan(),
                        asked(request.history()),
                        request.history().parts());
        String id = request.id() == null ? manifest.runId() : request.id();
        String runId = "backfill-" + id;
        BackfillCheckpoints progress = new BackfillCheckpoints(request.database(), runId);
        try (BackfillFolder folder =
                resume
                        ? BackfillFolder.reopen(request.folders(), id, manifest)
                        : BackfillFolder.begin(request.folders(), id, manifest)) {
            Optional<DigestFile> before = folder.result();
            if (before.isPresent()) {
                return FinishedBackfill.of(id, runId, 0, before.get());
            }
            Migrations.apply(request.database(), request.plan().retention());
            record(manifest, runId);
            Path newest = folder.newest().orElse(null);
            long read = newest == null ? 0 : rowsBefore(progress);
            if (newest == null) {
                Files.deleteIfExists(folder.digests());
            } else {
                terminal.println("going on at row " + read);
                terminal.flush();
            }
            run(folder, runId, newest == null ? "" : newest.toUri().toString(), read);
            DigestFile digest = DigestFile.read(folder.digests());
            if (digest.count("bars") == 0) {
                throw CommandFailure.unusableInput(request.history().label() + ": no usable row");
            }
            folder.finish(digest);
            return FinishedBackfill.of(id, runId, read, digest);
        }
    }

    /** Other symbols or another stretch of time would be another history. */
    private static Map<String, String> asked(History history) {
        TapeFilter filter = history.filter();
        return Map.of(
                "backfill.form", history.form().name(),
                "backfill.symbols", String.join(",", new TreeSet<>(filter.symbols())),
                "backfill.from", Long.toString(filter.fromMillis()),
                "backfill.to", Long.toString(filter.toMillis()));
    }

    private long rowsBefore(BackfillCheckpoints progress) {
        try {
            return progress.known().stream().mapToLong(FilePosition::rows).sum();
        } catch (SQLException failure) {
            throw refused("backfill_checkpoints", failure);
        }
    }

    private void record(Manifest manifest, String runId) {
        try (Connection connection = request.database().connect()) {
            RunTables.manifests()
                    .write(
                            connection,
                            List.of(
                                    new RunManifest(
                                            runId,
                                            manifest.kind(),
                                            manifest.strategy(),
                                            manifest.configuration(),
                                            manifest.data(),
                                            manifest.versions())));
        } catch (SQLException failure) {
            throw refused("run_manifests", failure);
        }
    }

    private DatabaseException refused(String table, SQLException failure) {
        DatabaseAddress address = request.database();
        return new DatabaseException(
                "db: " + address + ": " + table + ", " + failure.getMessage(), failure);
    }

    private void run(BackfillFolder folder, String runId, String checkpoint, long read)
            throws InterruptedException {
        ReplayPlan plan = request.plan();
        History history = request.history();
        BackfillCheckpoints progress = new BackfillCheckpoints(request.database(), runId);
        try (Scratch scratch = Scratch.in(folder.path());
                StreamExecutionEnvironment env = environment(folder, checkpoint, scratch)) {
            ReplayStreams streams =
                    ReplayJob.assemble(
                            history.read(env, runId, plan, progress),
                            history.form(),
                            plan.strategy(),
                            plan.extras(),
                            true);
            RunDigests.attach(streams, folder.digests());
            RunScope scope = new RunScope(runId, plan.strategy().account().id());
            StreamTables.attach(
                    streams,
                    new TableTarget(request.database(), scope, plan.batches(), 0),
                    new StreamTables.Source(runId, plan.strategy().resolution()),
                    plan.extras().names());
            JobClient job = env.executeAsync(runId);
            String unit = history.form() == TapeForm.TRADES ? "trades" : "bars";
            try (History.Noting noting = history.noting(runId, progress)) {
                new Progress(terminal).await(job, unit, history.rows(), read);
                noting.finished();
            }
        } catch (InterruptedException known) {
            throw known;
        } catch (Exception failure) {
            throw JobFailure.of(failure, "the backfill stopped, and goes on with --resume");
        }
    }

    private StreamExecutionEnvironment environment(
            BackfillFolder folder, String checkpoint, Scratch scratch) {
        Configuration configuration = JobDefaults.configuration();
        scratch.useBy(configuration);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, request.checkpointEvery());
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.checkpoints().toUri().toString());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED);
        // a database that is away for half a minute does not end it; one that stays away does
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, ATTEMPTS);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, PAUSE);
        // on a busy machine a job of this size takes its time to start
        configuration.set(RpcOptions.ASK_TIMEOUT_DURATION, PATIENCE);
        if (!checkpoint.isEmpty()) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint);
        }
        return StreamExecutionEnvironment.createLocalEnvironment(
                request.parallelism(), configuration);
    }
}
