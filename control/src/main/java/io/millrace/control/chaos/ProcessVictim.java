package io.millrace.control.chaos;

import java.io.IOException;

/** A process of this machine as a victim. */
final class ProcessVictim implements Victim {

    private final ChildProcess process;
    private final Recovery recovery;

    /** What a victim that is alive has to show before it counts as back. */
    interface Recovery {
        boolean isComplete() throws InterruptedException;
    }

    ProcessVictim(ChildProcess process, Recovery recovery) {
        this.process = process;
        this.recovery = recovery;
    }

    @Override
    public void start() throws IOException {
        process.start();
    }

    @Override
    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void freeze() throws IOException, InterruptedException {
        process.signal("STOP");
    }

    @Override
    public void thaw() throws IOException, InterruptedException {
        process.signal("CONT");
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public boolean isBack() throws InterruptedException {
        return isAlive() && recovery.isComplete();
    }
}
