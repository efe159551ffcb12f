package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kill switch against processes that trade, judged by the broker's own ledger. */
class KillSwitchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String PROFILE =
            """
            strategy: {name: kill}
            account: {id: kill, cash: 1000000}
            alphas: {macd: {threshold: 0.0005}}
            ensemble:
              min-confidence: 0.35
              gates-off: [average-volume, spread, earnings-blackout, expected-move]
            risk:
              max-orders-per-minute: 1000
              max-orders-per-symbol-day: 1000
              max-open-orders: 1000
              cooldown: 0m
              cvar: {max: 0.9}
              max-correlation: 1
              fat-finger: {max-volume-share: 1}
              slippage: {tolerance: 1000}
            exits: {max-holding: 20m}
            live: {feed-silence: 30m, stale-after: 30m}
            """;

    @TempDir private Path folder;

    private Path ledger() {
        return folder.resolve("ledger.jsonl");
    }

    @Test
    void nothingIsEnteredAfterItNotEvenByARunThatWasKilledAndExitsGoOn() throws Exception {
        String tape = folder.resolve("tape").toString();
        Path config = Files.writeString(folder.resolve("c.yaml"), PROFILE);
        String symbols = "AAA,BBB,CCC,DDD,EEE,FFF,GGG,HHH,III,JJJ,KKK,LLL";
        CliRun.of(
                "tape", "synth", "--symbols", symbols, "--days", "1", "--seed", "7", "--out", tape);
        try (ChildProcess broker = broker(tape)) {
            String[] command = {
                "run",
                "--tape",
                tape,
                "--broker-url",
                broker.awaitLine("ready "),
                "--config",
                config.toString(),
                "--run-id",
                "killed",
                "--db",
                "none",
                "--home",
                home()
            };
            Instant said;
            try (ChildProcess run = ChildProcess.start(folder.resolve("run-1.log"), command)) {
                await(rows -> entries(rows).size() >= 10 && !open(rows).isEmpty());

                said = Instant.now();
                CliRun kill = CliRun.of("kill", "--home", home(), "--why", "a test");

                assertThat(kill.code()).as(kill.err() + kill.out()).isZero();
                assertThat(open(rows())).isEmpty();
                run.kill();
            }
            assertThat(rows())
                    .as("withdrawn at once, if it was not filled by then")
                    .filteredOn(row -> cancelled(row) && wall(row).isAfter(said))
                    .allMatch(row -> wall(row).isBefore(said.plusSeconds(3)));
            try (ChildProcess run = ChildProcess.start(folder.resolve("run-2.log"), command)) {
                assertThat(run.exitCode()).as(run.said()).isZero();
            }
            List<JsonNode> rows = rows();
            assertThat(entries(rows)).allMatch(row -> wall(row).isBefore(said.plusSeconds(1)));
            assertThat(rows)
                    .as("what was held is sold after it")
                    .anyMatch(
                            row ->
                                    type(row).equals("FILL")
                                            && wall(row).isAfter(said.plusSeconds(3)));
            assertThat(Files.readAllLines(folder.resolve("home/runs/killed/positions.csv")))
                    .as("a header, and cash alone")
                    .hasSize(2);
        }
    }

    private ChildProcess broker(String tape) throws IOException {
        return ChildProcess.start(
                folder.resolve("broker.log"),
                "broker-sim",
                "--port",
                "0",
                "--tape",
                tape,
                "--speed",
                "600",
                "--cash",
                "1000000",
                "--rate-limit",
                "0",
                "--ledger",
                ledger().toString());
    }

    private String home() {
        return folder.resolve("home").toString();
    }

    private void await(Predicate<List<JsonNode>> condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(rows())) {
            assertThat(System.nanoTime()).as("what the ledger was to show").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private List<JsonNode> rows() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        if (Files.exists(ledger())) {
            String all = Files.readString(ledger());
            for (String line : all.substring(0, all.lastIndexOf('\n') + 1).lines().toList()) {
                rows.add(new ObjectMapper().readTree(line));
            }
        }
        return rows;
    }

    private static List<JsonNode> entries(List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> type(row).equals("ORDER") && row.path("side").asText().equals("buy"))
                .toList();
    }

    /** Entries whose end the ledger does not tell. */
    private static Set<String> open(List<JsonNode> rows) {
        Set<String> open = new HashSet<>();
        entries(rows).forEach(row -> open.add(row.path("id").asText()));
        rows.stream()
                .filter(
                        row ->
                                row.path("status")
                                        .asText()
                                        .matches("filled|canceled|rejected|expired"))
                .forEach(row -> open.remove(row.path("id").asText()));
        return open;
    }

    private static boolean cancelled(JsonNode row) {
        return type(row).equals("CANCEL");
    }

    private static String type(JsonNode row) {
        return row.path("type").asText();
    }

    private static Instant wall(JsonNode row) {
        return Instant.parse(row.path("wall").asText());
    }
}
