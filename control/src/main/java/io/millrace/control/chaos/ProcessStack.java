package io.millrace.control.chaos;

import io.millrace.stack.port.LastingPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The run of a campaign: broker, database and what the graph lives in, as processes of this
 * machine.
 */
final class ProcessStack implements Stack, AutoCloseable {

    private final ChildProcess live;
    private final ChildProcess broker;
    private final BrokerAdmin admin;
    private final DatabaseVictim database;
    private final @Nullable ClusterVictims cluster;
    private final Map<VictimName, Victim> victims = new EnumMap<>(VictimName.class);
    private final CampaignFiles files;
    private final LedgerTail tail;
    private final Thread ending = new Thread(this::abandon, "end-campaign");

    private ProcessStack(CampaignFiles files, long seed, boolean onCluster) throws IOException {
        this.files = files;
        cluster =
                onCluster
                        ? ClusterVictims.start(
                                files.folder().resolve("flink"), () -> RunSays.read(files.status()))
                        : null;
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
                        List.of(
                                "-Xmx1g",
                                "-XX:+UseParallelGC",
                                "-Dmillrace.home=" + System.getProperty("millrace.home", ".")),
                        liveArguments(
                                files,
                                address,
                                database.url(),
                                cluster == null ? "none" : cluster.url()),
                        files.logs());
        victims.put(VictimName.DATABASE, database);
        victims.put(
                VictimName.BROKER,
                new ProcessVictim(
                        broker, () -> admin.answers() && RunSays.read(files.status()).isSettled()));
        if (cluster == null) {
            victims.put(VictimName.LIVE_JVM, new ProcessVictim(live, this::isLiveReconciled));
        } else {
            victims.put(VictimName.LIVE_JVM, cluster.taskManager());
            victims.put(VictimName.JOB_MANAGER, cluster.jobManager());
            victims.put(VictimName.COMMAND, new ProcessVictim(live, this::isLookedAfter));
        }
    }

    /** Starts all of it, the run last. */
    static ProcessStack start(CampaignFiles files, long seed, boolean onCluster)
            throws IOException, InterruptedException {
        ProcessStack stack = new ProcessStack(files, seed, onCluster);
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
    public Set<VictimName> victims() {
        return victims.keySet();
    }

    @Override
    public Victim victim(VictimName name) {
        return Objects.requireNonNull(victims.get(name));
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

    /** Whether the command has found the run's job, or started it. */
    private boolean isLookedAfter() {
        try {
            return Files.readString(live.log()).contains("Health and metrics at ");
        } catch (IOException notYet) {
            return false;
        }
    }

    private void abandon() {
        live.abandon();
        if (cluster != null) {
            cluster.close();
        }
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

    private static List<String> liveArguments(
            CampaignFiles files, URI broker, String database, String flink) {
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
                "--flink",
                flink,
                "--no-dry-run");
    }
}
