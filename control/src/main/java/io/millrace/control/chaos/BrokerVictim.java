package io.millrace.control.chaos;

import java.io.IOException;
import java.nio.file.Path;

/** The broker; it is back when it answers and the run has no question left about its orders. */
final class BrokerVictim implements Victim {

    private final ChildProcess process;
    private final BrokerAdmin admin;
    private final Path status;

    BrokerVictim(ChildProcess process, BrokerAdmin admin, Path status) {
        this.process = process;
        this.admin = admin;
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
    public boolean isBack() throws InterruptedException {
        return isAlive() && admin.answers() && RunSays.read(status).isSettled();
    }
}
