package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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

    private static final String PROFILE =
            """
            strategy: {name: live}
            alphas: {macd: {threshold: 0.0005}}
            ensemble:
              min-confidence: 0.35
              gates-off: [average-volume, spread, earnings-blackout, expected-move]
              entry-window: {to: "15:15"}
            risk:
              max-orders-per-minute: 100
              max-orders-per-symbol-day: 100
              cooldown: 0m
              cvar: {max: 0.9}
              max-correlation: 1
              fat-finger: {max-volume-share: 1}
            live: {feed-silence: 30m, stale-after: 30m, checkpoint-every: 1s}
            """;

    @TempDir private Path folder;

    @Test
    void theCommandTheTaskManagerAndTheJobManagerDieAndTheLedgerAddsUp() throws Exception {
        String tape = folder.resolve("tape").toString();
        String config = Files.writeString(folder.resolve("c.yaml"), PROFILE).toString();
        ok("tape", "synth", "--symbols", "AAA,BBB", "--days", "1", "--seed", "7", "--out", tape);
        CliRun backtest =
                CliRun.backtest(Path.of(tape), folder.resolve("backtest"), "--config", config);
        assertThat(backtest.code()).as(backtest.err()).isZero();
        Path live = folder.resolve("home/runs/mine");

        try (FlinkCluster flink =
                FlinkCluster.start(FlinkShape.of(1).withSlots(2).highAvailability())) {
            String[] run = {
                "run",
                "--tape",
                tape,
                "--config",
                config,
                "--speed",
                "300",
                "--run-id",
                "mine",
                "--flink",
                flink.restUrl(),
                "--home",
                folder.resolve("home").toString()
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

        assertThat(decisions(live)).isEqualTo(decisions(folder.resolve("backtest")));
        ok("audit", "verify", "--file", live.resolve("audit.jsonl").toString());
        CliRun ledger =
                ok(
                        "ledger",
                        "check",
                        "--ledger",
                        live.resolve("ledger.jsonl").toString(),
                        "--decisions",
                        live.resolve("decisions.csv").toString(),
                        "--positions",
                        live.resolve("positions.csv").toString(),
                        "--golden",
                        folder.resolve("backtest/decisions.csv").toString());
        assertThat(ledger.out()).doesNotContain("not checked", "broken");
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

    private static CliRun ok(String... arguments) {
        CliRun run = CliRun.of(arguments);
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        return run;
    }

    private static String decisions(Path run) throws IOException {
        return new ObjectMapper()
                .readTree(run.resolve("digest.json").toFile())
                .required("decisions")
                .asText();
    }
}
