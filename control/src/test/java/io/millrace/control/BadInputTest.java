package io.millrace.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a command: a clear answer, the right exit code, nothing half-written. */
class BadInputTest {

    @TempDir private Path folder;
    private Path results;
    private Path out;

    @BeforeEach
    void makeResults() throws IOException {
        results = Files.createDirectory(folder.resolve("results"));
        out = results.resolve("run");
    }

    @AfterEach
    void nothingIsHalfWritten() throws IOException {
        assertThat(CliRun.listed(results)).noneMatch(name -> name.contains("unfinished"));
    }

    @Test
    void anEmptyFileIsUnusable() throws IOException {
        refused(
                3,
                CliRun.backtest(Tapes.write(folder, ""), out),
                "bars.csv: empty (expected: a header");
    }

    @Test
    void aHeaderWithoutRowsIsUnusable() throws IOException {
        refused(3, CliRun.backtest(Tapes.write(folder, Tapes.HEADER), out), "bars.csv: no rows");
    }

    @Test
    void aWrongHeaderIsUnusable() throws IOException {
        refused(
                3,
                CliRun.backtest(Tapes.write(folder, "date,o,h,l,c\n1,2,3,4,5\n"), out),
                "date,o,h,l,c");
    }

    @Test
    void aMissingFileIsUnusable() {
        refused(
                3,
                CliRun.backtest(folder.resolve("no.csv"), out),
                "no.csv: missing (expected: a file");
    }

    @Test
    void anEmptyFolderIsUnusable() throws IOException {
        refused(
                3,
                CliRun.backtest(Files.createDirectory(folder.resolve("none")), out),
                "nothing to read");
    }

    @Test
    void aSymbolThatIsNotThereIsUnusable() throws IOException {
        refused(
                3,
                CliRun.backtest(Tapes.write(folder, Tapes.bars(5)), out, "--symbols", "ZZZ"),
                "ZZZ",
                "symbols there are SPY");
    }

    @Test
    void aTimeWithoutRowsIsUnusable() throws IOException {
        refused(
                3,
                CliRun.backtest(Tapes.write(folder, Tapes.bars(5)), out, "--from", "2024-02-01"),
                "bars.csv");
    }

    @Test
    void aFileThatBreaksOffIsUnusable() throws IOException {
        CliRun run = CliRun.backtest(Tapes.truncated(folder), out);

        refused(3, run, "bars.csv.gz");
        assertThat(run.err()).doesNotContain("org.apache.flink").doesNotContain("\tat ");
    }

    @Test
    void rowsThatAreAllRefusedAreUnusable() throws IOException {
        CliRun run =
                CliRun.backtest(
                        Tapes.write(
                                folder, Tapes.HEADER + Tapes.row(0, "NaN") + Tapes.row(1, "-1")),
                        out);

        refused(3, run, "no usable row of 2", "PRICE_INVALID=2", "line 2: NaN");
    }

    @Test
    void badRowsAreSetAsideAndTheRunGoesOn() throws IOException {
        String tape =
                Tapes.bars(20)
                        + Tapes.row(19, "470") // twice
                        + Tapes.row(3, "470") // back in time
                        + Tapes.row(20, "NaN")
                        + Tapes.row(21, "-470")
                        + "SPY,2024-01-02T09:52:00-05:00,1,1,1,1,1\n"
                        + Tapes.row(23, "47O")
                        + "SPY,noon,1,1,1,1,1\n"
                        + Tapes.row(25, "471");

        CliRun run = CliRun.backtest(Tapes.write(folder, tape), out);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("refused rows +7 +see deadletter.csv");
        assertThat(Files.readAllLines(out.resolve("deadletter.csv")))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("file,line,code,value,expected"),
                        line -> assertThat(line).startsWith("bars.csv,22,DUPLICATE,"),
                        line -> assertThat(line).startsWith("bars.csv,23,OUT_OF_ORDER,"),
                        line -> assertThat(line).startsWith("bars.csv,24,PRICE_INVALID,NaN,"),
                        line -> assertThat(line).startsWith("bars.csv,25,PRICE_INVALID,-470,"),
                        line -> assertThat(line).startsWith("bars.csv,26,TIME_ZONE_MIXED,"),
                        line -> assertThat(line).startsWith("bars.csv,27,NUMBER_UNREADABLE,47O,"),
                        line -> assertThat(line).startsWith("bars.csv,28,TIME_UNREADABLE,noon,"));
    }

    @Test
    void anExistingFolderIsNeverTouched() throws IOException {
        Files.createDirectory(out);
        Files.writeString(out.resolve("mine.txt"), "mine");

        CliRun run = CliRun.backtest(Tapes.write(folder, Tapes.bars(5)), out);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--out: " + out + " exists");
        assertThat(CliRun.listed(out)).containsExactly("mine.txt");
    }

    @Test
    void foldersAboveAreTakenBack() throws IOException {
        CliRun run =
                CliRun.backtest(
                        Tapes.write(folder, Tapes.HEADER + Tapes.row(0, "NaN")),
                        results.resolve("a/b/run"));

        assertThat(run.code()).isEqualTo(3);
        assertThat(CliRun.listed(results)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "--parallelism, 0, --parallelism: 0 (expected: 1..240)",
        "--parallelism, 241, --parallelism: 241 (expected: 1..240)",
        "--parallelism, many, many",
        "--resolution, 5m, '--resolution: 5m (expected: 1m, 1h or 1d)'",
        "--from, yesterday, --from: yesterday (expected: a date such as 2024-01-02",
        "--from, 2024-02-30, --from: 2024-02-30 (expected: a date",
        "--to, 2024-13-01, --to: 2024-13-01 (expected: a date",
        "--symbols, 'SPY,,A', --symbols: empty",
        "--nonsense, 1, Unknown option",
    })
    void aWrongOptionIsUsage(String option, String value, String told) throws IOException {
        String[] arguments = {
            "backtest",
            "--data",
            Tapes.write(folder, Tapes.bars(5)).toString(),
            "--out",
            out.toString(),
            "--db=none",
            option,
            value
        };

        refused(2, CliRun.of(arguments), told);
    }

    @Test
    void anEndBeforeTheStartIsUsage() throws IOException {
        refused(
                2,
                CliRun.backtest(
                        Tapes.write(folder, Tapes.bars(5)),
                        out,
                        "--from",
                        "2024-01-03",
                        "--to",
                        "2024-01-02"),
                "--from: 2024-01-03 (expected: before --to, 2024-01-02)");
    }

    @Test
    void mistakesOfAllKindsAreToldAtOnce() throws IOException {
        CliRun run =
                configured(
                        "risk:\n  max-order-notinal: 5\n  max-open-orders: several\n",
                        "--resolution",
                        "7m",
                        "--to",
                        "soon");

        refused(
                2,
                run,
                "risk.max-order-notinal: not a setting",
                "risk.max-open-orders: several (expected: a whole number)",
                "--resolution: 7m",
                "--to: soon");
    }

    @Test
    void anUnknownKeyIsUsage() throws IOException {
        refused(2, configured("risk:\n  no-such-key: 5\n"), "risk.no-such-key: not a setting");
    }

    @Test
    void aContradictionIsUsage() throws IOException {
        refused(
                2,
                configured("ensemble:\n  entry-window:\n    from: \"15:00\"\n    to: \"10:00\"\n"),
                "ensemble.entry-window");
    }

    @Test
    void brokenYamlIsUsage() throws IOException {
        refused(2, configured("risk: [1, 2\n"), "--config: ", "(expected: YAML)", "line 2");
        refused(2, configured("just words\n"), "expected: sections such as risk:");
    }

    @Test
    void aMissingConfigurationIsUsage() throws IOException {
        refused(
                2,
                CliRun.backtest(
                        Tapes.write(folder, Tapes.bars(5)), out, "--config", "no-such.yaml"),
                "--config: no-such.yaml (expected: a readable YAML file");
    }

    @Test
    void aTakenPortIsUsage() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            refused(
                    2,
                    CliRun.of("demo", "--out", out.toString(), "--db=none", "--ui-port", port),
                    "--ui-port: " + port + " is taken");
        }
    }

    @Test
    void aRunWithoutDatabaseCannotBeQueried() throws IOException {
        refused(
                3,
                CliRun.of("sql", "--run", results.toString(), "select 1"),
                "no database of its own");
        refused(
                3,
                CliRun.of("sql", "--run", out.toString(), "select 1"),
                "expected: the folder of");
    }

    @Test
    void anUnreadableFileIsUnusable() throws IOException {
        Path tape = Tapes.write(folder, Tapes.bars(5));
        assumeThat(tape.toFile().setReadable(false) && !Files.isReadable(tape))
                .as("root reads everything")
                .isTrue();

        refused(3, CliRun.backtest(tape, out), "bars.csv: not readable");
    }

    private CliRun configured(String yaml, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("my.yaml"), yaml);
        String[] arguments = java.util.Arrays.copyOf(more, more.length + 2);
        arguments[more.length] = "--config";
        arguments[more.length + 1] = file.toString();
        return CliRun.backtest(Tapes.write(folder, Tapes.bars(5)), out, arguments);
    }

    private void refused(int code, CliRun run, String... told) {
        assertThat(run.err()).contains(told).doesNotContain("unexpected");
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(out).doesNotExist();
    }
}
