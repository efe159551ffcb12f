package io.millrace.control.chaos;

import java.io.IOException;
import java.nio.file.Path;

/** The JVM of the run; it is back when its account agrees with the broker again. */
final class LiveVictim implements Victim {

    private final ChildProcess process;
    private final Path status;

    LiveVictim(ChildProcess process, Path status) {
        this.process = process;
        this.status = status;
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
    public boolean isBack() {
        RunSays said = RunSays.read(status);
        return isAlive() && said.pid() == process.pid() && said.isSettled();
    }
}
