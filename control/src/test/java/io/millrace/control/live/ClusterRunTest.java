package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.CliRun;
import io.millrace.stack.flink.FlinkCluster;
import io.millrace.stack.flink.FlinkShape;
import io.millrace.stack.server.Deadline;
import io.millrace.stack.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session whose graph lives on a real cluster, while what belongs to it is killed in turn. */
class ClusterRunTest {

    @TempDir private Path folder;

    @Test
    void theCommandTheTaskManagerAndTheJobManagerDieAndTheLedgerAddsUp() throws Exception {
        LiveScene scene = LiveScene.in(folder);
        Path live = scene.run("mine");

        try (FlinkCluster flink =
                FlinkCluster.start(FlinkShape.of(1).withSlots(2).highAvailability())) {
            String[] run = {
                "run",
                "--tape",
                scene.tape(),
                "--config",
                scene.config(),
                "--speed",
                "300",
                "--run-id",
                "mine",
                "--flink",
                flink.restUrl(),
                "--home",
                scene.home()
            };
            try (ChildProcess first = start("first.log", run)) {
                first.awaitLine("Run mine on the cluster at ");
                await("orders", () -> orders(live) > 3);
                first.kill();
            }
            int before = orders(live);
            await("orders without anybody who looks after them", () -> orders(live) > before);

            CliRun rival =
                    CliRun.of(
                            Stream.of(run)
                                    .map(word -> word.equals(flink.restUrl()) ? "none" : word)
                                    .toArray(String[]::new));
            assertThat(rival.code()).isEqualTo(1);
            assertThat(rival.err()).contains("the account is being traded by run-mine, process ");

            try (ChildProcess second = start("second.log", run)) {
                second.awaitLine("Joining run mine on the cluster at ");
                for (Server victim : List.of(flink.taskManagers().get(0), flink.jobManager())) {
                    int held = orders(live);
                    victim.kill();
                    victim.launch();
                    victim.awaitHealthy();
                    await("orders after " + victim.name(), () -> orders(live) > held);
                }
                assertThat(second.exitCode()).as(second.said()).isZero();
                assertThat(second.said()).contains("Run mine is over: ACTIVE, reconciled");
            }
        }

        scene.addsUp(live);
    }

    private ChildProcess start(String log, String... run) throws IOException {
        return ChildProcess.start(
                folder.resolve(log),
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-Dmillrace.home=" + System.getProperty("project.root")),
                run);
    }

    /** Orders that the broker has taken. */
    private static int orders(Path live) {
        Path ledger = live.resolve("ledger.jsonl");
        try {
            return Files.exists(ledger)
                    ? (int)
                            Files.readAllLines(ledger).stream()
                                    .filter(row -> row.contains("\"type\":\"ORDER\""))
                                    .count()
                    : 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        assertThat(Deadline.in(Duration.ofMinutes(3)).await(condition)).as(what).isTrue();
    }
}
