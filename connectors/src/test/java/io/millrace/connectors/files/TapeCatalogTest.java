package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeCatalogTest {

    private static final String HEADER = "symbol,ts,open,high,low,close,volume\n";
    private static final String ROW = "A,2024-01-02T14:30:00Z,10,11,9,10.5,100\n";

    @TempDir Path folder = Path.of("");

    @Test
    void readsPlainAndCompressedFilesAlike() throws IOException {
        Path plain = write("one/a.csv", HEADER + ROW);
        Path packed = folder.resolve("two.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write((HEADER + ROW).getBytes(StandardCharsets.UTF_8));
        }

        List<Bar> expected =
                List.of(
                        new Bar(
                                "A",
                                millis("2024-01-02T14:30:00Z"),
                                millis("2024-01-02T14:31:00Z"),
                                10,
                                11,
                                9,
                                10.5,
                                100));
        assertThat(TapeRun.bars(TapeRun.minutes(plain))).isEqualTo(expected);
        assertThat(TapeRun.bars(TapeRun.minutes(packed))).isEqualTo(expected);
    }

    @Test
    void readsEveryFormOfTime() throws IOException {
        String[] forms = {
            "2024-01-02T14:30:00Z",
            "2024-01-02T09:30-05:00",
            "1704205800000",
            "2024-01-02 09:30:00.000-0500"
        };
        for (String form : forms) {
            Path file = write("t.csv", HEADER + "A," + form + ",1,1,1,1,1\n");
            assertThat(TapeRun.bars(TapeRun.minutes(file)).get(0).startMillis())
                    .isEqualTo(1_704_205_800_000L);
        }
    }

    @Test
    void aBarEndsWithItsSession() throws IOException {
        Path hours = write("h.csv", HEADER + "A,2024-07-03T16:30:00Z,1,1,1,1,1\n"); // closes 13:00

        Bar bar = TapeRun.bars(TapeRun.tape(hours, Resolution.HOUR, Market.XNYS)).get(0);

        assertThat(bar.endMillis()).isEqualTo(millis("2024-07-03T17:00:00Z"));
    }

    @Test
    void aDailyBarIsItsSessionHoweverItsDateIsWritten() throws IOException {
        for (String stamp :
                List.of("2024-07-03T00:00:00Z", "2024-07-03T00:00:00-04:00", "1719964800000")) {
            Path days = write("d.csv", HEADER + "A," + stamp + ",1,1,1,1,1\n");
            Bar bar = TapeRun.bars(TapeRun.tape(days, Resolution.DAY, Market.XNYS)).get(0);
            assertThat(bar.startMillis()).isEqualTo(millis("2024-07-03T13:30:00Z"));
            assertThat(bar.endMillis()).isEqualTo(millis("2024-07-03T17:00:00Z"));
        }
    }

    @Test
    void takesTheWantedResolutionOfLeansFolders() throws IOException {
        lean(
                "equity/usa/minute/spy/20131007_trade.zip",
                "20131007_spy_minute_trade.csv",
                """
                34200000,1679000,1680500,1678900,1680000,1000
                34260000,1680000,1680100,1679900,1680000,2000
                """);
        lean(
                "equity/usa/minute/spy/20131008_trade.zip",
                "20131008_spy_minute_trade.csv",
                "57540000,1650000,1650500,1649900,1650000,3000\n");
        lean("equity/usa/minute/spy/20131008_quote.zip", "q.csv", "1,2\n");
        lean(
                "equity/usa/hour/spy.zip",
                "spy.csv",
                "20131007 09:00,1679000,1690000,1670000,1680000,5000\n");
        lean(
                "equity/usa/daily/spy.zip",
                "spy.csv",
                "20131007 00:00,1679000,1690000,1670000,1680000,9000\n");

        List<Bar> minutes = TapeRun.bars(TapeRun.minutes(folder));
        assertThat(minutes).hasSize(3);
        assertThat(minutes.get(0))
                .isEqualTo(
                        new Bar(
                                "SPY",
                                millis("2013-10-07T13:30:00Z"),
                                millis("2013-10-07T13:31:00Z"),
                                167.9,
                                168.05,
                                167.89,
                                168,
                                1000));
        assertThat(minutes.get(2).endMillis()).isEqualTo(millis("2013-10-08T20:00:00Z"));

        List<Bar> hours = TapeRun.bars(TapeRun.tape(folder, Resolution.HOUR, Market.XNYS));
        assertThat(hours).hasSize(1);
        assertThat(hours.get(0).endMillis()).isEqualTo(millis("2013-10-07T14:00:00Z"));

        List<Bar> days = TapeRun.bars(TapeRun.tape(folder, Resolution.DAY, Market.XNYS));
        assertThat(days).hasSize(1);
        assertThat(days.get(0).endMillis()).isEqualTo(millis("2013-10-07T20:00:00Z"));
        assertThat(days.get(0).volume()).isEqualTo(9000);
    }

    @Test
    void readsLeansCryptoPlainAndInUtc() throws IOException {
        lean(
                "crypto/coinbase/minute/btcusd/20180404_trade.zip",
                "20180404_btcusd_minute_trade.csv",
                "60000,7500.25,7501,7500,7500.5,1.25\n");

        Bar bar = TapeRun.bars(TapeRun.tape(folder, Resolution.MINUTE, Market.CRYPTO)).get(0);

        assertThat(bar)
                .isEqualTo(
                        new Bar(
                                "BTCUSD",
                                millis("2018-04-04T00:01:00Z"),
                                millis("2018-04-04T00:02:00Z"),
                                7500.25,
                                7501,
                                7500,
                                7500.5,
                                1.25));
    }

    @Test
    void readsOnlyWhatIsAskedFor() throws IOException {
        Path file =
                write(
                        "m.csv",
                        HEADER
                                + "A,2024-01-02T14:30:00Z,1,1,1,1,1\n"
                                + "B,2024-01-02T14:30:00Z,1,1,1,1,1\n"
                                + "B,2024-01-02T14:31:00Z,1,1,1,1,1\n"
                                + "B,2024-01-02T14:32:00Z,1,1,1,1,1\n");
        TapeFilter filter =
                new TapeFilter(
                        Set.of("B"),
                        millis("2024-01-02T14:31:00Z"),
                        millis("2024-01-02T14:32:00Z"));

        Tape tape = TapeRun.tape(file, filter, Resolution.MINUTE, Market.XNYS);

        assertThat(TapeRun.told(tape, TapeOptions.standard())).hasSize(1);
        assertThat(TapeRun.bars(tape).get(0).startMillis())
                .isEqualTo(millis("2024-01-02T14:31:00Z"));
    }

    @Test
    void namesFilesTheSameWhereverTheFolderLies() throws IOException {
        write("here/tape/x/a.csv", HEADER + ROW);
        write("there/tape/x/a.csv", HEADER + ROW);

        assertThat(names("here/tape"))
                .containsExactly("tape/x/a.csv")
                .isEqualTo(names("there/tape"));
    }

    @Test
    void hashesEveryFile() throws IOException {
        Path file = write("a.csv", HEADER + ROW);
        Files.writeString(folder.resolve("notes.md"), "not a tape");

        assertThat(TapeRun.minutes(folder).hashes())
                .containsOnlyKeys(folder.getFileName() + "/a.csv")
                .containsValue(sha256sum(file));
        assertThat(TapeRun.minutes(folder).rows()).isEqualTo(1);
        assertThat(TapeRun.minutes(folder).bytes()).isEqualTo(Files.size(file));
    }

    @Test
    void saysWhatIsWrongWithAnInput() throws IOException {
        refused(folder.resolve("gone.csv"), "gone.csv: missing (expected: a file or a folder)");
        refused(write("empty.csv", ""), "empty.csv: empty (expected: a header and rows)");
        refused(write("bare.csv", HEADER), "bare.csv: no rows (expected: at least one row)");
        refused(
                write("odd.csv", "date,open\n1,2\n"),
                "odd.csv: header date,open (expected: symbol,ts,open,high,low,close,volume or "
                        + "symbol,ts,price,size, or a tape.yaml beside the file)");
        refused(write("cut.csv.gz", "\u001f\u008bno"), "cut.csv.gz: ");
        refused(write("x.zip", "no zip"), "x.zip: a zip outside LEAN's folders");
        refused(write("daily/x.zip", "no zip"), "x.zip: unreadable, ");
    }

    @Test
    void saysWhenNothingMatches() throws IOException {
        Path file = write("sub/a.csv", HEADER + ROW);
        Path none = Files.createDirectory(folder.resolve("none"));

        refused(none, "none: nothing to read (expected: files with bars at 1m or trades");
        assertThatThrownBy(() -> wanting(file, Set.of("A", "ZZZ"), 0, Long.MAX_VALUE))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("no rows of [ZZZ]: symbols there are A");
        assertThatThrownBy(() -> wanting(file, Set.of(), 0, 1_000_000))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("a.csv has no row of the symbols and the time asked for");
    }

    @Test
    void refusesRowsThatCannotBeTheWantedBars() throws IOException {
        StringBuilder minutes = new StringBuilder(HEADER);
        StringBuilder days = new StringBuilder(HEADER);
        for (int i = 0; i < 12; i++) {
            minutes.append("A,").append(1_704_205_800_000L + i * 60_000L).append(",1,1,1,1,1\n");
            days.append("A,").append(1_704_153_600_000L + i * 86_400_000L).append(",1,1,1,1,1\n");
        }
        Path fine = write("fine.csv", minutes.toString());
        Path coarse = write("coarse.csv", days.toString());

        assertThatThrownBy(() -> TapeRun.tape(fine, Resolution.HOUR, Market.XNYS))
                .hasMessageContaining("fine.csv holds 1m");
        assertThatThrownBy(() -> TapeRun.minutes(coarse))
                .hasMessageContaining("coarse.csv holds 1d");
        assertThat(TapeRun.bars(TapeRun.minutes(folder))).hasSize(12);
        assertThat(TapeRun.tape(folder, Resolution.DAY, Market.XNYS).files()).hasSize(1);
    }

    @Test
    void refusesAFileThatIsUpsideDown() throws IOException {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 12; i > 0; i--) {
            rows.append("A,").append(1_704_205_800_000L + i * 60_000L).append(",1,1,1,1,1\n");
        }

        refused(write("down.csv", rows.toString()), "down.csv: rows with the newest first");
    }

    @Test
    void putsRowsThatStandSymbolAfterSymbolInOrder() throws IOException {
        Path file =
                write(
                        "grouped.csv",
                        HEADER
                                + "A,2024-01-02T14:30:00Z,1,1,1,1,1\n"
                                + "A,2024-01-02T14:31:00Z,1,1,1,1,1\n"
                                + "B,2024-01-02T14:30:00Z,1,1,1,1,1\n"
                                + "B,2024-01-02T14:29:00Z,1,1,1,1,1\n");

        Tape tape = TapeRun.minutes(file);

        assertThat(TapeRun.bars(tape).stream().map(Bar::symbol)).containsExactly("A", "B", "A");
        assertThat(TapeRun.deadLetters(tape)).singleElement().matches(one -> one.line() == 5);
    }

    private void refused(Path path, String message) {
        assertThatThrownBy(() -> TapeRun.minutes(path))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining(message);
    }

    private static Tape wanting(Path path, Set<String> symbols, long from, long to) {
        return TapeRun.tape(
                path, new TapeFilter(symbols, from, to), Resolution.MINUTE, Market.XNYS);
    }

    private List<String> names(String below) {
        return TapeRun.minutes(folder.resolve(below)).files().stream().map(TapeFile::name).toList();
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void lean(String name, String entry, String rows) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(rows.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** What the coreutils say of the same file. */
    private static String sha256sum(Path file) throws IOException {
        Process process = new ProcessBuilder("sha256sum", file.toString()).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .substring(0, 64);
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
