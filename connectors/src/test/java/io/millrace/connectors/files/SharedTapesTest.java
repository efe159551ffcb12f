package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads two real collections; skipped where they are not there. */
class SharedTapesTest {

    private static final Path DATA =
            Path.of(System.getProperty("project.root", ".."), "..", "shared", "data");

    @TempDir Path folder = Path.of("");

    @Test
    void readsNewestFirstRowsThatBearTheirEndInNewYorkTime() throws IOException {
        linked("us-equity-1m-2019-02", 0);

        Tape tape = TapeRun.minutes(folder);
        List<Bar> bars = TapeRun.bars(tape);

        Map<String, Integer> counts = new TreeMap<>();
        bars.forEach(bar -> counts.merge(bar.symbol(), 1, Integer::sum));
        assertThat(counts)
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry("AAPL", 1948),
                                Map.entry("AMZN", 1944),
                                Map.entry("BAC", 1950),
                                Map.entry("JPM", 1950),
                                Map.entry("MSFT", 1948),
                                Map.entry("MU", 1948),
                                Map.entry("QQQ", 1948),
                                Map.entry("SBUX", 1948),
                                Map.entry("SPY", 1950),
                                Map.entry("TSLA", 1946),
                                Map.entry("V", 1950)));
        assertThat(TapeRun.deadLetters(tape)).isEmpty();
        assertThat(tape.rows()).isEqualTo(bars.size());
        assertThat(bars.get(0))
                .isEqualTo(
                        new Bar(
                                "AAPL",
                                millis("2019-02-11T14:30:00Z"),
                                millis("2019-02-11T14:31:00Z"),
                                171.14,
                                171.2,
                                170.7,
                                170.97,
                                619925));
        assertThat(bars.get(bars.size() - 1))
                .isEqualTo(
                        new Bar(
                                "V",
                                millis("2019-02-15T20:59:00Z"),
                                millis("2019-02-15T21:00:00Z"),
                                144.73,
                                144.89,
                                144.66,
                                144.89,
                                155819));
    }

    @Test
    void readsZippedRowsThatBearTheirStartInEpochMillis() throws IOException {
        linked("us-equity-1m-2024", 1);

        TapeFilter filter = new TapeFilter(Set.of("AZO", "TYL"), Long.MIN_VALUE, Long.MAX_VALUE);
        Tape tape = TapeRun.tape(folder, filter, Resolution.MINUTE, Market.XNYS);
        List<Bar> bars = TapeRun.bars(tape);

        assertThat(bars).hasSize(25_833 + 37_337);
        assertThat(TapeRun.deadLetters(tape)).isEmpty();
        assertThat(bars.get(0))
                .isEqualTo(
                        new Bar(
                                "AZO",
                                1_704_205_800_000L,
                                1_704_205_860_000L,
                                2590,
                                2590,
                                2584.43,
                                2584.43,
                                2345));
        assertThat(bars.get(bars.size() - 1))
                .isEqualTo(
                        new Bar(
                                "TYL",
                                1_735_678_920_000L,
                                1_735_678_980_000L,
                                576.64,
                                576.64,
                                576.64,
                                576.64,
                                3157));
    }

    /** Puts the collection's files and the example of that number in the guide side by side. */
    private void linked(String name, int example) throws IOException {
        Path source = DATA.resolve(name);
        assumeTrue(Files.isDirectory(source), "no " + source);
        try (var files = Files.list(source)) {
            for (Path file : files.toList()) {
                Files.createSymbolicLink(
                        folder.resolve(file.getFileName()), file.toAbsolutePath().normalize());
            }
        }
        Files.writeString(folder.resolve("tape.yaml"), TapesPage.examples().get(example));
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
