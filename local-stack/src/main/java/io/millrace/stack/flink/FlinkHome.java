package io.millrace.stack.flink;

import io.millrace.stack.server.Installation;
import io.millrace.stack.server.JavaCommand;
import io.millrace.stack.server.Loopback;
import io.millrace.stack.server.ServerUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the processes of a cluster share: configuration, libraries and the folders of checkpoints,
 * savepoints and uploaded jars.
 */
final class FlinkHome {

    private static final String RESULT = "BASH_JAVA_UTILS_EXEC_RESULT:";

    /**
     * A busy machine needs longer than Pekko's 10 s to start what processes talk through. Flink's
     * own setting for it goes to a key that Pekko does not read.
     */
    private static final String PATIENT_REMOTING = "-Dpekko.remote.classic.startup-timeout=90s";

    /** For a process that coordinates and computes nothing. */
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** What Flink's own scripts open. */
    private static final List<String> OPENED =
            List.of(
                    "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
                    "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.net=ALL-UNNAMED",
                    "--add-opens=java.base/java.io=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                    "--add-opens=java.base/java.text=ALL-UNNAMED",
                    "--add-opens=java.base/java.time=ALL-UNNAMED",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

    private final Path folder;
    private final Map<String, String> settings;
    private final Map<String, Memory> memories = new HashMap<>();

    private FlinkHome(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /**
     * Lays out a folder.
     *
     * @param quorum the ZooKeeper's address, or an empty text without one
     */
    static FlinkHome in(Path folder, FlinkShape shape, int restPort, int rpcPort, String quorum) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("jobmanager.rpc.address", Loopback.HOST);
        settings.put("jobmanager.rpc.port", Integer.toString(rpcPort));
        settings.put("jobmanager.bind-host", Loopback.HOST);
        settings.put("jobmanager.memory.process.size", "1024m");
        settings.put("taskmanager.host", Loopback.HOST);
        settings.put("taskmanager.bind-host", Loopback.HOST);
        settings.put("taskmanager.numberOfTaskSlots", Integer.toString(shape.slots()));
        settings.put("taskmanager.memory.process.size", shape.taskManagerMemory());
        settings.put("rest.address", Loopback.HOST);
        settings.put("rest.bind-address", Loopback.HOST);
        settings.put("rest.port", Integer.toString(restPort));
        settings.put("rest.bind-port", Integer.toString(restPort));
        settings.put("web.upload.dir", folder.resolve("upload").toString());
        settings.put("execution.checkpointing.dir", uri(folder.resolve("checkpoints")));
        settings.put("execution.checkpointing.savepoint-dir", uri(folder.resolve("savepoints")));
        settings.put(
                "execution.checkpointing.externalized-checkpoint-retention",
                "RETAIN_ON_CANCELLATION");
        settings.put("execution.checkpointing.num-retained", "3");
        // a TaskManager that was killed is missed after 10 s, not after 50
        settings.put("heartbeat.interval", "2000");
        settings.put("heartbeat.timeout", "10000");
        settings.put("pekko.ask.timeout", "30 s");
        // processes that start together find each other at once, not at the next try in 10 s
        settings.put("cluster.registration.error-delay", "500");
        settings.put("cluster.registration.initial-timeout", "200");
        settings.put(
                "metrics.reporter.prom.factory.class",
                "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
        if (!quorum.isEmpty()) {
            settings.put("high-availability.type", "zookeeper");
            settings.put("high-availability.zookeeper.quorum", quorum);
            settings.put("high-availability.cluster-id", "/millrace");
            // a JobManager that was killed leads until its session ends
            settings.put("high-availability.zookeeper.client.session-timeout", "8000 ms");
            settings.put(
                    "high-availability.zookeeper.client.tolerate-suspended-connections", "true");
            settings.put("high-availability.storageDir", uri(folder.resolve("ha")));
        }
        settings.putAll(shape.settings());
        return new FlinkHome(folder, settings);
    }

    /**
     * What starts one process of the cluster.
     *
     * @param kind {@code JM} or {@code TM}, as Flink's tool for memory calls them
     * @param own settings of this process alone
     */
    synchronized JavaCommand process(
            String kind, String mainClass, Path directory, Path log, Map<String, String> own)
            throws IOException {
        writeConfiguration();
        Memory memory = memory(kind);
        List<String> options = new ArrayList<>(memory.jvmOptions());
        options.addAll(OPENED);
        options.add(PATIENT_REMOTING);
        if (kind.equals("JM")) {
            options.addAll(QUICK_START);
        }
        options.add(JavaCommand.LOGGING);
        options.add("-Dlog.file=" + log);
        List<String> arguments = new ArrayList<>(List.of("--configDir", conf().toString()));
        own.forEach((key, value) -> arguments.addAll(List.of("-D", key + "=" + value)));
        arguments.addAll(memory.arguments());
        return new JavaCommand(options, classPath(), mainClass, arguments, directory);
    }

    private void writeConfiguration() throws IOException {
        StringBuilder yaml = new StringBuilder();
        settings.forEach(
                (key, value) ->
                        yaml.append(key)
                                .append(": '")
                                .append(value.replace("'", "''"))
                                .append("'\n"));
        for (String each : List.of("upload", "checkpoints", "savepoints")) {
            Files.createDirectories(folder.resolve(each));
        }
        Files.createDirectories(conf());
        Path file = conf().resolve("config.yaml");
        // another process may be reading it
        if (!Files.exists(file) || !Files.readString(file).contentEquals(yaml)) {
            Files.writeString(file, yaml);
        }
    }

    /** A process refuses to guess its memory; Flink's own tool divides it. Asked once. */
    private Memory memory(String kind) throws IOException {
        Memory known = memories.get(kind);
        if (known != null) {
            return known;
        }
        String printed =
                new JavaCommand(
                                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                                classPath(),
                                "org.apache.flink.runtime.util.bash.BashJavaUtils",
                                List.of(
                                        "GET_" + kind + "_RESOURCE_PARAMS",
                                        "--configDir",
                                        conf().toString()),
                                folder)
                        .output();
        List<List<String>> lines =
                printed.lines()
                        .filter(line -> line.startsWith(RESULT))
                        .map(line -> List.of(line.substring(RESULT.length()).strip().split(" +")))
                        .toList();
        if (lines.size() != 2) {
            throw new ServerUnavailable("flink: no memory for " + kind + " in:\n" + printed);
        }
        Memory memory = new Memory(lines.get(0), lines.get(1));
        memories.put(kind, memory);
        return memory;
    }

    private static List<String> classPath() {
        return List.of(Installation.of("flink").resolve("lib") + "/*");
    }

    private Path conf() {
        return folder.resolve("conf");
    }

    private static String uri(Path path) {
        return path.toAbsolutePath().toUri().toString();
    }

    private record Memory(List<String> jvmOptions, List<String> arguments) {}
}
