package io.millrace.control.chaos;

import io.millrace.stack.port.LastingPort;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The run of a campaign: broker, database and live JVM as processes of this machine. */
final class ProcessStack implements Stack, AutoCloseable {

    private final ChildProcess live;
    private final ChildProcess broker;
    private final BrokerAdmin admin;
    private final DatabaseVictim database;
    private final Victim liveVictim;
    private final Victim brokerVictim;
    private final CampaignFiles files;
    private final LedgerTail tail;
    private final Thread ending = new Thread(this::abandon, "end-campaign");

    private ProcessStack(CampaignFiles files, long seed) throws IOException {
        this.files = files;
        int brokerPort = LastingPort.pick();
        URI address = URI.create("http://127.0.0.1:" + brokerPort);
        admin = new BrokerAdmin(address);
        database = new DatabaseVictim(files.folder().resolve("database"), LastingPort.pick());
        tail = new LedgerTail(files.ledger());
        broker =
                new ChildProcess(
                        "broker",
                        List.of("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        brokerArguments(files, seed, brokerPort),
                        files.logs());
        live =
                new ChildProcess(
                        "run",
                        List.of("-Xmx1g", "-XX:+UseParallelGC"),
                        liveArguments(files, address, database.url()),
                        files.logs());
        liveVictim = new ProcessVictim(live, this::isLiveReconciled);
        brokerVictim =
                new ProcessVictim(
                        broker, () -> admin.answers() && RunSays.read(files.status()).isSettled());
    }

    /** Starts all three, the live JVM last. */
    static ProcessStack start(CampaignFiles files, long seed)
            throws IOException, InterruptedException {
        ProcessStack stack = new ProcessStack(files, seed);
        Runtime.getRuntime().addShutdownHook(stack.ending);
        try {
            stack.database.start();
            stack.broker.start();
            while (!stack.admin.answers() && stack.broker.isAlive()) {
                Thread.sleep(100);
            }
            stack.live.start();
            return stack;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            stack.close();
            throw failure;
        }
    }

    @Override
    public Victim victim(VictimName name) {
        return switch (name) {
            case LIVE_JVM -> liveVictim;
            case BROKER -> brokerVictim;
            case DATABASE -> database;
        };
    }

    @Override
    public Sight look() throws IOException {
        tail.catchUp();
        return new Sight(tail.taken(), tail.open(), RunSays.read(files.status()).inFlight());
    }

    int fills() {
        return tail.fills();
    }

    @Override
    public void script(String kind, String path, long delayMillis)
            throws IOException, InterruptedException {
        admin.script(kind, path, delayMillis);
    }

    @Override
    public void behave() throws IOException, InterruptedException {
        admin.behave();
    }

    @Override
    public boolean isOver() {
        return live.hasSucceeded();
    }

    @Override
    public void close() {
        abandon();
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException alreadyEnding) {
            // the hook does the same
        }
    }

    private boolean isLiveReconciled() {
        RunSays said = RunSays.read(files.status());
        return said.pid() == live.pid() && said.isSettled();
    }

    private void abandon() {
        live.abandon();
        broker.abandon();
        database.close();
    }

    private static List<String> brokerArguments(CampaignFiles files, long seed, int port) {
        return List.of(
                "broker-sim",
                "--port",
                Integer.toString(port),
                "--tape",
                files.tape().toString(),
                "--speed",
                Integer.toString(CampaignFiles.SPEED),
                "--cash",
                CampaignFiles.CASH,
                "--ledger",
                files.ledger().toString(),
                "--rate-limit",
                "0",
                "--seed",
                Long.toString(seed));
    }

    private static List<String> liveArguments(CampaignFiles files, URI broker, String database) {
        return List.of(
                "run",
                "--broker",
                "sim",
                "--tape",
                files.tape().toString(),
                "--broker-url",
                broker.toString(),
                "--config",
                files.configuration().toString(),
                "--home",
                files.home().toString(),
                "--run-id",
                CampaignFiles.RUN_ID,
                "--db",
                database,
                "--no-dry-run");
    }
}
