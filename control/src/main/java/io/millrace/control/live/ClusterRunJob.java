package io.millrace.control.live;

import io.millrace.control.CommandFailure;
import io.millrace.control.cluster.ClusterRest;
import io.millrace.observe.HealthCheck.Finding;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job on a session cluster, which lives on when this process is killed. Interrupted, this process
 * takes the job with it, as a run in one JVM would end.
 */
final class ClusterRunJob implements RunningJob {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterRunJob.class);
    private static final long LOOK_MILLIS = 250;

    /** A JobManager that was killed is back long before. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ClusterRest cluster;
    private final String id;
    private final Thread interrupted;
    private long silentSince = Long.MAX_VALUE;

    ClusterRunJob(ClusterRest cluster, String id) {
        this.cluster = cluster;
        this.id = id;
        this.interrupted = new Thread(this::cancel, "interrupted run");
        Runtime.getRuntime().addShutdownHook(interrupted);
    }

    @Override
    public boolean isOver() throws InterruptedException {
        Thread.sleep(LOOK_MILLIS);
        try {
            boolean over = cluster.state(id).hasEnded();
            silentSince = Long.MAX_VALUE;
            return over;
        } catch (CommandFailure away) {
            long now = System.nanoTime();
            silentSince = Math.min(silentSince, now);
            if (now - silentSince > PATIENCE.toNanos()) {
                throw away;
            }
            return false;
        }
    }

    @Override
    public boolean isStopped(RunPlace place) throws InterruptedException {
        try {
            cluster.stop(id, true);
            return true;
        } catch (CommandFailure declined) {
            if (!isOver()) {
                LOG.warn("the run was not ready to stop, and is asked again", declined);
                return false;
            }
            throw declined;
        }
    }

    @Override
    public void requireSuccess() {
        String state = cluster.state(id).name();
        if (!state.equals("FINISHED")) {
            throw CommandFailure.failed(
                    "the run's job "
                            + id
                            + " is "
                            + state
                            + cluster.failure(id).map(why -> ": " + why).orElse("")
                            + " (expected: FINISHED; the same command resumes the run)");
        }
    }

    @Override
    public Finding standing() {
        String state = cluster.state(id).name();
        return new Finding(state.equals("RUNNING"), state);
    }

    /** The job is over, or somebody else's from now on. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException interruptedAlready) {
            // then the hook is what runs
        }
    }

    private void cancel() {
        try {
            cluster.cancel(id);
        } catch (CommandFailure away) {
            LOG.warn("the run's job {} may still trade on the cluster", id, away);
        }
    }
}
