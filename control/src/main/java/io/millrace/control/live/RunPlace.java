package io.millrace.control.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.control.PointerFile;
import io.millrace.domain.model.ModelPointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one live run: what it was started with, its checkpoints, its results and what it
 * says of itself.
 */
public final class RunPlace {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STARTED = "run.json";
    private static final String FINISHED = "finished";
    private static final String STATUS = "status.json";
    private static final String MODELS = "models.tsv";

    private final String id;
    private final Path path;

    RunPlace(String id, Path path) {
        this.id = id;
        this.path = path;
    }

    public String id() {
        return id;
    }

    public Path path() {
        return path;
    }

    /** What Flink calls the job of the run. */
    String jobName() {
        return "run-" + id;
    }

    Path checkpoints() {
        return path.resolve("checkpoints");
    }

    Path statusFile() {
        return path.resolve(STATUS);
    }

    /** Where the simulator of this run keeps its ledger, when the run started it. */
    Path ledger() {
        return path.resolve("ledger.jsonl");
    }

    /** Notes that the run is being started by this process. */
    void start(BrokerName broker) throws IOException {
        Files.createDirectories(checkpoints());
        ObjectNode started = JSON.createObjectNode();
        started.put("run_id", id);
        started.put("broker", broker.label());
        ProcessMark.put(ProcessHandle.current(), started);
        started.put("started", System.currentTimeMillis());
        replace(STARTED, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(started));
    }

    /**
     * What had been said about models when the run first began. The run keeps a copy: its bars are
     * asked of the same models after every restart, whoever is faster, bars or words.
     */
    List<ModelPointer> saidBefore(PointerFile account) throws IOException {
        PointerFile copy = new PointerFile(path.resolve(MODELS));
        if (!Files.exists(copy.path())) {
            String said = Files.exists(account.path()) ? Files.readString(account.path()) : "";
            replace(MODELS, said.substring(0, said.lastIndexOf('\n') + 1));
        }
        return copy.pointers();
    }

    /** Notes that the run has come to its end and is not to be resumed. */
    void finish() throws IOException {
        Files.writeString(path.resolve(FINISHED), "");
    }

    boolean isFinished() {
        return Files.exists(path.resolve(FINISHED));
    }

    /** Whether it has not finished, and somebody looks after it or it speaks without. */
    boolean isRunning() {
        return !isFinished()
                && (ProcessMark.alive(read(STARTED)).isPresent()
                        || status().filter(RunStatus::isSpokenBySomebodyAlive).isPresent());
    }

    @Nullable BrokerName broker() {
        JsonNode started = read(STARTED);
        return started == null ? null : BrokerName.named(started.path("broker").asText());
    }

    long startedMillis() {
        JsonNode started = read(STARTED);
        return started == null ? Long.MIN_VALUE : started.path("started").asLong();
    }

    /** What the run last said of itself; empty before its first word. */
    Optional<RunStatus> status() {
        return Optional.ofNullable(read(STATUS)).map(RunStatus::of);
    }

    /** The newest complete checkpoint of any attempt, to resume from. */
    Optional<Path> newestCheckpoint() throws IOException {
        if (!Files.isDirectory(checkpoints())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(checkpoints(), 3)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .map(Path::getParent);
        }
    }

    void replace(String name, String text) throws IOException {
        Path next = path.resolve("." + name + ".next");
        Files.writeString(next, text);
        Files.move(
                next,
                path.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private @Nullable JsonNode read(String name) {
        Path file = path.resolve(name);
        try {
            return Files.exists(file) ? JSON.readTree(file.toFile()) : null;
        } catch (IOException unfinished) {
            return null;
        }
    }
}
