package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A day's tape of two symbols, settings under which it trades often, and its backtest. */
final class LiveScene {

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

    private final Path folder;

    private LiveScene(Path folder) {
        this.folder = folder;
    }

    static LiveScene in(Path folder) throws IOException {
        LiveScene scene = new LiveScene(folder);
        Files.writeString(folder.resolve("c.yaml"), PROFILE);
        ok(
                "tape",
                "synth",
                "--symbols",
                "AAA,BBB",
                "--days",
                "1",
                "--seed",
                "7",
                "--out",
                scene.tape());
        CliRun backtest =
                CliRun.backtest(
                        Path.of(scene.tape()), scene.backtest(), "--config", scene.config());
        assertThat(backtest.code()).as(backtest.err()).isZero();
        return scene;
    }

    String tape() {
        return folder.resolve("tape").toString();
    }

    String config() {
        return folder.resolve("c.yaml").toString();
    }

    String home() {
        return folder.resolve("home").toString();
    }

    /** The folder of the run by that name. */
    Path run(String id) {
        return folder.resolve("home/runs").resolve(id);
    }

    /** The run decided as the backtest did, its audit is whole and all equations hold. */
    void addsUp(Path run) throws IOException {
        addsUp(run, run.resolve("ledger.jsonl"));
    }

    /** The same with the ledger of a broker that the run did not start. */
    void addsUp(Path run, Path broker) throws IOException {
        assertThat(decisions(run)).isEqualTo(decisions(backtest()));
        ok("audit", "verify", "--file", run.resolve("audit.jsonl").toString());
        CliRun ledger =
                ok(
                        "ledger",
                        "check",
                        "--ledger",
                        broker.toString(),
                        "--decisions",
                        run.resolve("decisions.csv").toString(),
                        "--positions",
                        run.resolve("positions.csv").toString(),
                        "--golden",
                        backtest().resolve("decisions.csv").toString());
        assertThat(ledger.out()).doesNotContain("not checked", "broken");
    }

    static CliRun ok(String... arguments) {
        CliRun run = CliRun.of(arguments);
        assertThat(run.code()).as(run.err() + run.out()).isZero();
        return run;
    }

    private Path backtest() {
        return folder.resolve("backtest");
    }

    private static String decisions(Path run) throws IOException {
        return new ObjectMapper()
                .readTree(run.resolve("digest.json").toFile())
                .required("decisions")
                .asText();
    }
}
