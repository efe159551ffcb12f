package io.millrace.control.live;

import io.millrace.observe.HealthCheck.Finding;

/** The job of a run, wherever it is executed. */
interface RunningJob extends AutoCloseable {

    /** Waits a moment for its end; whether it has come, well or not. */
    boolean isOver() throws InterruptedException;

    /**
     * Stops it at the end of its time with a savepoint.
     *
     * @return false when it declined, as one does that is just then being restarted, and goes on
     */
    boolean isStopped(RunPlace place) throws InterruptedException;

    /**
     * Does nothing when it ended well.
     *
     * @throws RuntimeException saying why it failed
     */
    void requireSuccess() throws InterruptedException;

    /** How it stands, for whoever watches the run. */
    Finding standing() throws Exception;

    /** Nobody looks after it from here any more. */
    @Override
    void close();
}
