package io.millrace.control.chaos;

import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.control.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a campaign keeps what it makes, and what it makes before the first process starts.
 *
 * @param folder everything of the campaign
 */
record CampaignFiles(Path folder) {

    static final String RUN_ID = "chaos";
    static final String CASH = "1000000";
    static final int SYMBOLS = 50;

    /** Market seconds per second: a minute bar of every symbol four times a second. */
    static final int SPEED = 240;

    private static final int SESSION_SECONDS = 390 * 60;

    /** Time for restarts beside the pauses, and for what is open at the end to settle. */
    private static final double RESERVE = 1.8;

    private static final long START_SECONDS = 60;
    private static final long GOLDEN_SECONDS = 1_800;

    /** Everything open to trade, so that something is always under way when a blow falls. */
    private static final String CONFIGURATION =
            """
            strategy:
              name: chaos
            account:
              id: chaos
              cash: %s
            alphas:
              macd:
                threshold: 0.0005
            ensemble:
              min-confidence: 0.35
              gates-off: [average-volume, spread, earnings-blackout, expected-move]
              entry-window:
                to: "15:15"
            sizing:
              notional: 5000
            risk:
              max-order-notional: 6000
              max-order-shares: 100000
              max-symbol-exposure: 20000
              max-total-exposure: 900000
              max-orders-per-minute: 1000
              max-orders-per-symbol-day: 1000
              max-open-orders: 10000
              cooldown: 0m
              max-volatility: 1
              max-correlation: 1
              max-daily-loss: 0.9
              max-drawdown: 0.9
              kill-switch-loss: 0.9
              cvar:
                max: 0.9
              slippage:
                tolerance: 1000
              fat-finger:
                max-volume-share: 1
            exits:
              take-profit: 0.004
              stop-loss: 0.003
              max-holding: 20m
            """;

    static CampaignFiles in(Path folder) throws IOException {
        Path made = folder.toAbsolutePath().normalize();
        if (Files.exists(made)) {
            throw CommandFailure.usage(
                    "--out: " + folder + " exists (expected: a folder that does not)");
        }
        Files.createDirectories(made.resolve("logs"));
        return new CampaignFiles(made);
    }

    Path tape() {
        return folder.resolve("tape");
    }

    Path configuration() {
        return folder.resolve("run.yaml");
    }

    Path golden() {
        return folder.resolve("golden");
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path ledger() {
        return folder.resolve("ledger.jsonl");
    }

    Path home() {
        return folder.resolve("home");
    }

    Path run() {
        return home().resolve("runs").resolve(RUN_ID);
    }

    Path status() {
        return run().resolve("status.json");
    }

    /** What the run and its database believe to hold, as many as have said so. */
    List<Path> positions() throws IOException {
        try (Stream<Path> files = Files.list(run())) {
            return files.filter(
                            file -> String.valueOf(file.getFileName()).matches("positions.*\\.csv"))
                    .sorted()
                    .toList();
        }
    }

    /** As many sessions as the plan lasts on the tape. */
    static int sessions(CampaignPlan plan) {
        double seconds = plan.pausesMillis() / 1_000.0 * RESERVE + START_SECONDS;
        return (int) Math.ceil(seconds * SPEED / SESSION_SECONDS);
    }

    void writeConfiguration() throws IOException {
        Files.writeString(configuration(), CONFIGURATION.formatted(CASH));
    }

    /** Writes tape and configuration. */
    void prepare(CampaignPlan plan) throws IOException {
        writeConfiguration();
        SyntheticTape.write(
                SyntheticTapeSpec.numbered(SYMBOLS, sessions(plan), plan.seed()),
                tape(),
                bars -> {});
    }

    /** The run without faults, over the same tape with the same settings. */
    void makeGolden() throws IOException, InterruptedException {
        ChildProcess backtest =
                new ChildProcess(
                        "golden",
                        List.of("-Xmx1g", "-XX:+UseParallelGC"),
                        List.of(
                                "backtest",
                                "--data",
                                tape().toString(),
                                "--config",
                                configuration().toString(),
                                "--db",
                                "none",
                                "--out",
                                golden().toString()),
                        logs());
        backtest.start();
        if (backtest.await(GOLDEN_SECONDS) != 0) {
            throw CommandFailure.usage("the run without faults failed; see " + backtest.log());
        }
    }
}
