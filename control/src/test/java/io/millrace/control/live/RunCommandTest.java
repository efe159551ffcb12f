package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.CliRun;
import io.millrace.control.Tapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run refuses before anything is started. */
class RunCommandTest {

    @TempDir private Path folder;

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), "risk: {max-order-notional: -5}");

        refused(
                2,
                run("--run-id", "a/b", "--db", "postgres", "--config", config.toString()),
                "nothing was started, because:",
                "--tape: missing (expected: what sim replays)",
                "--run-id: a/b (expected: letters, digits, dots, dashes)",
                "--db: postgres (expected: embedded, none, or a URL",
                "risk.max-order-notional: -5 (expected: > 0)");
    }

    @Test
    void alpacaTakesNoTapeAndNoAddressAndNeedsSymbols() {
        refused(
                2,
                run("--broker", "alpaca-paper", "--tape", "x", "--broker-url", "http://localhost"),
                "--symbols: missing (expected: what alpaca-paper is to trade",
                "--tape: [x] (expected: with --broker sim)",
                "--broker-url: http://localhost (expected: with --broker sim)");
    }

    @Test
    void alpacaNeedsKeysThatNobodyElseCanRead() throws IOException {
        Path keys = Files.writeString(folder.resolve("keys"), "PKID\ns3cret\n");
        assertThat(keys.toFile().setReadable(true, false)).isTrue();

        CliRun run = run("--broker", "alpaca-paper", "--symbols", "SPY", "--keys", keys.toString());

        refused(2, run, "expected: rw-------");
        assertThat(run.out() + run.err()).doesNotContain("PKID", "s3cret");
    }

    @Test
    void aBrokerElsewhereIsRefused() throws IOException {
        refused(
                2,
                run("--tape", tape(), "--broker-url", "https://api.alpaca.markets"),
                "--broker-url: ",
                "https://api.alpaca.markets (expected: ");
    }

    @Test
    void aTapeThatIsNotThereIsUnusable() {
        refused(3, run("--tape", folder.resolve("none.csv").toString()), "none.csv");
    }

    private String tape() throws IOException {
        return Tapes.write(folder, Tapes.bars(30)).toString();
    }

    private CliRun run(String... arguments) {
        return CliRun.of(
                Stream.of(
                                Stream.of("run"),
                                Stream.of(arguments),
                                Stream.of("--home", folder.resolve("home").toString()))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }

    private static void refused(int code, CliRun run, String... complaints) {
        assertThat(run.err()).contains(complaints);
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
    }
}
