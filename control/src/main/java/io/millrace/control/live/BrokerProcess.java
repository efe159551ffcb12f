package io.millrace.control.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.control.CommandFailure;
import io.millrace.control.Millrace;
import io.millrace.stack.port.LastingPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The simulator of a run, in a process of its own: what kills the run leaves the broker alive, as
 * it would be outside.
 */
final class BrokerProcess implements AutoCloseable {

    private static final Duration STARTING = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORD = "broker.json";

    private final ProcessHandle process;
    private final URI address;

    private BrokerProcess(ProcessHandle process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * The simulator of the run: the one that a former attempt left behind, or a new one on the same
     * port, ledger and tape.
     *
     * @param arguments of {@code broker-sim}, port and ledger aside
     */
    static BrokerProcess of(RunPlace place, List<String> arguments)
            throws IOException, InterruptedException {
        Path record = place.path().resolve(RECORD);
        int port = 0;
        if (Files.exists(record)) {
            JsonNode known = JSON.readTree(record.toFile());
            URI address = URI.create(known.path("url").asText());
            Optional<ProcessHandle> alive = ProcessMark.alive(known);
            if (alive.isPresent()) {
                return new BrokerProcess(alive.get(), address);
            }
            port = address.getPort();
        }
        return start(place, arguments, port == 0 ? LastingPort.pick() : port);
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static BrokerProcess start(RunPlace place, List<String> arguments, int port)
            throws IOException, InterruptedException {
        Path log = place.path().resolve("broker-sim.log");
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Millrace.class.getName()));
        command.addAll(
                List.of(
                        "broker-sim",
                        "--port",
                        Integer.toString(port),
                        "--ledger",
                        place.ledger().toString()));
        command.addAll(arguments);
        Files.deleteIfExists(log);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        String ready = "ready http://127.0.0.1:" + port;
        long deadline = System.nanoTime() + STARTING.toNanos();
        while (!Files.exists(log) || !Files.readString(log).contains(ready)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroy();
                throw CommandFailure.failed(
                        "broker-sim did not start: "
                                + Files.readString(log).strip()
                                + " (expected: "
                                + ready
                                + ")");
            }
            Thread.sleep(50);
        }
        String url = "http://127.0.0.1:" + port;
        ObjectNode record = JSON.createObjectNode().put("url", url);
        ProcessMark.put(process.toHandle(), record);
        place.replace(RECORD, JSON.writeValueAsString(record));
        return new BrokerProcess(process.toHandle(), URI.create(url));
    }
}
