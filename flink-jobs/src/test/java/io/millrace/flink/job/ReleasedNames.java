package io.millrace.flink.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;

/**
 * The uids under which a job's state lies, as it was released: for a job whose savepoint would need
 * a broker of its own.
 *
 * @param job what the list is called
 */
record ReleasedNames(String job) {

    /** Takes the graph's uids in place of those kept before, when savepoints are written anew. */
    ReleasedNames keptIfWanted(StreamGraph graph) throws IOException {
        if (GoldenSavepoint.isWanted()) {
            Files.write(file(), names(graph));
        }
        return this;
    }

    /** Fails where a released uid is missing, and says what to do. */
    void areIn(StreamGraph graph) throws IOException {
        Set<String> missing = new TreeSet<>(Files.readAllLines(file()));
        missing.removeAll(names(graph));
        if (!missing.isEmpty()) {
            throw new AssertionError(
                    "the released job "
                            + job
                            + " has state that no longer finds its operator: "
                            + missing
                            + " (expected: every uid of "
                            + file()
                            + "; docs/state.md says which changes keep state. If the state is to"
                            + " be given up, say so in CHANGELOG.md and write the names anew with"
                            + " -D"
                            + GoldenSavepoint.WRITE
                            + "=true)");
        }
    }

    private static Set<String> names(StreamGraph graph) {
        Set<String> names = new TreeSet<>();
        for (StreamNode node : graph.getStreamNodes()) {
            names.add(Objects.requireNonNull(node.getTransformationUID()));
        }
        return names;
    }

    private Path file() {
        return GoldenSavepoint.FOLDER.resolve(job + ".uids");
    }
}
