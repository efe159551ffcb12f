package io.millrace.control.cluster;

import io.millrace.control.CommandFailure;
import io.millrace.flink.job.main.PlatformJob;
import io.millrace.stack.server.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be done with a job on a cluster; each ends when the job is as it was asked for. */
final class JobLife {

    private static final Duration STARTING = Duration.ofMinutes(5);
    private static final Duration ENDING = Duration.ofMinutes(5);

    private final ClusterRest cluster;
    private final Submissions submissions;

    JobLife(ClusterRest cluster, Submissions submissions) {
        this.cluster = cluster;
        this.submissions = submissions;
    }

    /**
     * Starts a job that does not run yet.
     *
     * @param savepoint where it goes on, or none to begin anew
     */
    JobReport submit(Submission wanted, @Nullable String savepoint) {
        cluster.jobs().stream()
                .filter(one -> one.name().equals(wanted.job()) && one.isAlive())
                .findFirst()
                .ifPresent(
                        one -> {
                            throw CommandFailure.failed(
                                    wanted.job()
                                            + ": runs as "
                                            + one.id()
                                            + " (expected: no such job; ./millrace cluster stop "
                                            + wanted.job()
                                            + ", or cluster upgrade)");
                        });
        String id = start(wanted, savepoint);
        awaitUp(wanted, id);
        submissions.note(wanted);
        return JobReport.of(wanted, id).from(savepoint);
    }

    /** Takes a savepoint of a job that goes on. */
    JobReport savepoint(PlatformJob job) {
        ClusterJob running = running(job);
        return JobReport.of(job.label(), running.id()).savedTo(cluster.savepoint(running.id()));
    }

    /**
     * Stops a job with a savepoint.
     *
     * @param drain whether time is over: every window ends and every timer fires
     */
    JobReport stop(PlatformJob job, boolean drain) {
        ClusterJob running = running(job);
        return JobReport.of(job.label(), running.id()).savedTo(stop(running, drain));
    }

    /** Starts a job with another number of subtasks, where it stopped. */
    JobReport rescale(PlatformJob job, int parallelism) {
        Submission before = submissions.of(job.label());
        return move(running(job), before, before.withParallelism(parallelism));
    }

    /** Starts a job with another jar, where it stopped. */
    JobReport upgrade(PlatformJob job, Path jar) {
        Submission before = submissions.of(job.label());
        return move(running(job), before, before.withJar(submissions.keep(jar)));
    }

    /** Stops with a savepoint, starts from it; goes back from the same savepoint if that fails. */
    private JobReport move(ClusterJob running, Submission before, Submission after) {
        long begin = System.nanoTime();
        String savepoint = stop(running, false);
        String why;
        try {
            String id = start(after, savepoint);
            try {
                awaitUp(after, id);
                submissions.note(after);
                return JobReport.of(after, id).from(savepoint).down(System.nanoTime() - begin);
            } catch (CommandFailure failed) {
                why = failed.getMessage();
                end(id);
            }
        } catch (CommandFailure failed) {
            why = failed.getMessage();
        }
        return back(before, savepoint, why, begin);
    }

    private JobReport back(Submission before, String savepoint, String why, long begin) {
        String id;
        try {
            id = start(before, savepoint);
            awaitUp(before, id);
        } catch (CommandFailure again) {
            throw CommandFailure.failed(
                    before.job()
                            + ": does not run: "
                            + why
                            + "\nand the jar before does not start either: "
                            + again.getMessage()
                            + "\nits state lies in "
                            + savepoint
                            + "; ./millrace cluster submit "
                            + before.job()
                            + " --from-savepoint starts from there");
        }
        return JobReport.of(before, id)
                .from(savepoint)
                .down(System.nanoTime() - begin)
                .rolledBackBecause(why);
    }

    private String stop(ClusterJob running, boolean drain) {
        String savepoint = cluster.stop(running.id(), drain);
        if (!Deadline.in(ENDING).await(() -> isOver(running.id()))) {
            throw CommandFailure.failed(
                    running.name()
                            + ": has its savepoint "
                            + savepoint
                            + " and did not end within "
                            + ENDING.toSeconds()
                            + " s");
        }
        return savepoint;
    }

    private void end(String id) {
        try {
            if (!isOver(id)) {
                cluster.cancel(id);
                Deadline.in(ENDING).await(() -> isOver(id));
            }
        } catch (CommandFailure endedMeanwhile) {
            // which is what was wanted
        }
    }

    private boolean isOver(String id) {
        return cluster.jobs().stream().noneMatch(one -> one.id().equals(id) && one.isAlive());
    }

    private String start(Submission job, @Nullable String savepoint) {
        String mainClass =
                PlatformJob.labelled(job.job())
                        .map(PlatformJob::mainClass)
                        .orElseThrow(() -> new IllegalStateException(job.job()));
        String jar =
                cluster.uploaded(job.jar())
                        .orElseGet(() -> cluster.upload(submissions.jar(job.jar()), job.jar()));
        return cluster.run(jar, mainClass, job, savepoint);
    }

    private void awaitUp(Submission job, String id) {
        JobState[] state = {cluster.state(id)};
        boolean decided =
                Deadline.in(STARTING)
                        .await(
                                () -> {
                                    state[0] = cluster.state(id);
                                    return state[0].isUp() || state[0].isFailing();
                                });
        if (decided && state[0].isUp()) {
            return;
        }
        Optional<String> why = cluster.failure(id);
        throw CommandFailure.failed(
                job.job()
                        + " ("
                        + id
                        + "): "
                        + state[0].name().toLowerCase(Locale.ROOT)
                        + " (expected: all tasks running within "
                        + STARTING.toSeconds()
                        + " s)"
                        + why.map(cause -> ": " + cause).orElse(""));
    }

    private ClusterJob running(PlatformJob job) {
        List<ClusterJob> alive =
                cluster.jobs().stream()
                        .filter(one -> one.name().equals(job.label()) && one.isAlive())
                        .toList();
        if (alive.size() != 1) {
            throw CommandFailure.failed(
                    job.label()
                            + ": "
                            + (alive.isEmpty() ? "does not run" : "runs " + alive.size() + " times")
                            + " (expected: one running job; ./millrace cluster jobs shows them)");
        }
        return alive.get(0);
    }
}
