package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session at the simulator, from the first bar to a ledger that adds up. */
class LiveRunTest {

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
            live: {feed-silence: 30m, stale-after: 30m}
            """;

    @TempDir private Path folder;

    @Test
    void aLiveSessionDecidesAsItsBacktestAndItsLedgerAddsUp() throws IOException {
        String tape = folder.resolve("tape").toString();
        String config = Files.writeString(folder.resolve("c.yaml"), PROFILE).toString();
        String home = folder.resolve("home").toString();
        ok("tape", "synth", "--symbols", "AAA,BBB", "--days", "1", "--seed", "7", "--out", tape);
        CliRun backtest =
                CliRun.backtest(Path.of(tape), folder.resolve("backtest"), "--config", config);
        assertThat(backtest.code()).as(backtest.err()).isZero();

        CliRun run =
                ok(
                        "run",
                        "--tape",
                        tape,
                        "--config",
                        config,
                        "--speed",
                        "3000",
                        "--run-id",
                        "mine",
                        "--home",
                        home);

        Path live = folder.resolve("home/runs/mine");
        assertThat(run.out()).contains("Run mine is over: ACTIVE, reconciled");
        assertThat(decisions(live)).isEqualTo(decisions(folder.resolve("backtest")));
        assertThat(rows(live, "fills.csv")).isNotEmpty();
        assertThat(rows(live, "blocked.csv")).isEmpty();
        assertThat(rows(live, "deadletter.csv")).isEmpty();
        assertThat(rows(live, "differences.csv")).isEmpty();

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

        CliRun status = ok("status", "--home", home);
        assertThat(status.out()).contains("mine (finished)");
        CliRun again = CliRun.of("run", "--tape", tape, "--run-id", "mine", "--home", home);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("--run-id: mine is finished");
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

    private static List<String> rows(Path run, String file) throws IOException {
        List<String> lines = Files.readAllLines(run.resolve(file));
        return lines.subList(1, lines.size());
    }
}
