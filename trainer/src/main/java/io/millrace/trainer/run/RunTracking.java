package io.millrace.trainer.run;

import io.millrace.trainer.TrainerFailure;
import io.millrace.trainer.mlflow.TrackedRun;
import io.millrace.trainer.mlflow.TrackingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A finished run in the words of a tracking server. */
final class RunTracking {
    private static final List<String> FILES =
            List.of(
                    RunFiles.RESULTS,
                    RunFiles.REPORT,
                    "walk_forward.csv",
                    RunFiles.REFERENCE,
                    "model.safetensors");

    private RunTracking() {}

    /**
     * Logs the run.
     *
     * @return where it was logged
     * @throws TrainerFailure where the server cannot be told; the run's folder is complete
     */
    static String log(TrackingServer server, RunSummary run, Path folder) {
        try {
            long now = Instant.now().toEpochMilli(); // determinism: when it was logged, for people
            return server.log(tracked(run, folder), now);
        } catch (IOException failed) {
            throw TrainerFailure.failed(
                    TrackingServer.VARIABLE
                            + ": the run is complete in "
                            + folder
                            + " and not logged: "
                            + failed.getMessage()
                            + "; the same command logs it");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw TrainerFailure.failed(TrackingServer.VARIABLE + ": interrupted");
        }
    }

    static TrackedRun tracked(RunSummary run, Path folder) {
        Map<String, Double> metrics = new TreeMap<>();
        for (LearnerSummary one : run.learners()) {
            metrics.put(one.learner() + ".pinball", one.pinball());
            metrics.put(one.learner() + ".coverage", one.coverage());
            metrics.put(one.learner() + ".hit_rate", one.hitRate());
            metrics.put(one.learner() + ".sharpe", one.sharpe());
            metrics.put(one.learner() + ".win_rate", one.winRate());
            metrics.put(one.learner() + ".trades", (double) one.trades());
            metrics.put(one.learner() + ".return", one.totalReturn());
            metrics.put(one.learner() + ".worst_fold", one.worstFold());
        }
        List<TrackedRun.Step> steps = new ArrayList<>();
        for (FoldResult fold : run.folds()) {
            String name = fold.learner() + ".fold.";
            steps.add(new TrackedRun.Step(name + "pinball", fold.fold(), fold.scores().pinball()));
            steps.add(
                    new TrackedRun.Step(name + "coverage", fold.fold(), fold.scores().coverage()));
            steps.add(new TrackedRun.Step(name + "return", fold.fold(), fold.trades().total()));
        }
        List<Path> files =
                Stream.of(FILES.toArray(String[]::new))
                        .map(folder::resolve)
                        .filter(Files::exists)
                        .toList();
        return new TrackedRun(
                run.run(),
                run.model().learner() + " " + run.run(),
                run.identity(),
                metrics,
                steps,
                files);
    }
}
