package io.millrace.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeReaderTest {

    private static final long START = 1_700_000_040_000L;
    private static final long MINUTE = 60_000L;
    private static final TapeOptions OPTIONS = new TapeOptions(3_000, 4, 1);

    @TempDir Path temp = Path.of("");

    @Property(tries = 60)
    void aCutAnywhereTellsTheSameEventsAndWatermarks(
            @ForAll long seed, @ForAll @IntRange(max = 260) int cut) throws IOException {
        Path folder = written(seed);
        try {
            Tape tape = crypto(folder);
            assertThat(TapeRun.toldCutAt(tape, OPTIONS, cut))
                    .isEqualTo(TapeRun.told(tape, OPTIONS));
        } finally {
            remove(folder);
        }
    }

    @Property(tries = 60)
    void barsOfAllFilesComeInTheOrderOfAPlainSort(@ForAll long seed) throws IOException {
        Path folder = written(seed);
        try {
            List<Bar> read = TapeRun.bars(crypto(folder));
            List<Bar> sorted = new ArrayList<>(read);
            sorted.sort(Comparator.comparingLong(Bar::endMillis).thenComparing(Bar::symbol));
            assertThat(read).isEqualTo(sorted).isNotEmpty();
        } finally {
            remove(folder);
        }
    }

    @Property(tries = 60)
    void noEventIsBehindAWatermark(@ForAll long seed) throws IOException {
        Path folder = written(seed);
        try {
            long watermark = Long.MIN_VALUE;
            for (Told one : TapeRun.told(crypto(folder), OPTIONS)) {
                boolean rejected = one.event() != null && one.event().rejected() != null;
                if (!rejected) {
                    assertThat(one.millis()).isGreaterThan(watermark);
                }
                watermark = one.isWatermark() ? one.millis() : watermark;
            }
            assertThat(watermark).isGreaterThan(START);
        } finally {
            remove(folder);
        }
    }

    @Test
    void tellsAWatermarkWhenTimeMovesOnAfterEnoughRows() throws IOException {
        Path file = temp.resolve("a.csv");
        StringBuilder rows = new StringBuilder("symbol,ts,open,high,low,close,volume\n");
        for (int i = 0; i < 6; i++) {
            rows.append("A,").append(START + i * MINUTE).append(",1,1,1,1,1\n");
        }
        Files.writeString(file, rows.toString());

        List<Told> told = TapeRun.told(crypto(file), new TapeOptions(0, 2, 1));

        assertThat(told.stream().map(one -> one.isWatermark() ? "w" + minute(one) : minute(one)))
                .containsExactly("1", "2", "w3", "3", "4", "w5", "5", "6");
    }

    @Test
    void holdsTheWatermarkOfTradesBackByTheirLateness() throws IOException {
        Path file = temp.resolve("t.csv");
        Files.writeString(
                file,
                """
                symbol,ts,price,size
                A,1700000000000,1,1
                A,1700000010000,1,1
                A,1700000008000,1,1
                A,1700000020000,1,1
                """);

        List<Told> told = TapeRun.told(crypto(file), new TapeOptions(5_000, 64, 1));

        assertThat(told.stream().map(one -> (one.isWatermark() ? "w" : "") + one.millis()))
                .containsExactly(
                        "1700000000000",
                        "w1700000004999",
                        "1700000010000",
                        "1700000008000",
                        "w1700000014999",
                        "1700000020000");
    }

    @Test
    void refusesAPositionOfAnotherTape() throws IOException {
        Path file = temp.resolve("a.csv");
        Files.writeString(
                file, "symbol,ts,open,high,low,close,volume\nA," + START + ",1,1,1,1,1\n");
        Tape tape = crypto(file);
        TapeSplit other =
                new TapeSplit(List.of(new FilePosition("gone.csv", 3, false)), TapeClock.START);
        TapeReader reader =
                new TapeReader(tape, OPTIONS, TapeListener.NOBODY, new FakeReaderContext());

        assertThatThrownBy(() -> reader.addSplits(List.of(other)))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("gone.csv: part of the checkpoint and not of this tape");
    }

    @Test
    void aPositionWithoutItsClockIsNoticed() throws IOException {
        Path file = temp.resolve("a.csv");
        StringBuilder rows = new StringBuilder("symbol,ts,open,high,low,close,volume\n");
        for (int i = 0; i < 9; i++) {
            rows.append("A,").append(START + i * MINUTE).append(",1,1,1,1,1\n");
        }
        Files.writeString(file, rows.toString());
        Tape tape = crypto(file);
        TapeSplit forgetful =
                new TapeSplit(
                        List.of(new FilePosition(file.toString(), 3, false)), TapeClock.START);
        Told.Recorder output = new Told.Recorder();
        TapeReader reader =
                new TapeReader(tape, OPTIONS, TapeListener.NOBODY, new FakeReaderContext());
        reader.addSplits(List.of(forgetful));
        while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {
            assertThat(output.told).isNotEmpty();
        }

        List<Told> whole = TapeRun.told(tape, OPTIONS);
        assertThat(output.told).isNotEqualTo(whole.subList(3, whole.size()));
    }

    @Test
    void aRefusedRowStandsWhereItWas() throws IOException {
        Path file = temp.resolve("a.csv");
        Files.writeString(
                file,
                """
                symbol,ts,open,high,low,close,volume
                broken
                A,1700000040000,1,1,1,1,1
                broken
                A,1700000100000,1,1,1,1,1
                """);

        assertThat(TapeRun.told(crypto(file), new TapeOptions(0, 64, 1)).stream().map(Told::millis))
                .containsExactly(
                        START - MINUTE, START + MINUTE, START + MINUTE, START + 2 * MINUTE);
    }

    @Test
    void aFileThatBreaksOffEndsTheRunByName() throws IOException {
        Path file = temp.resolve("a.csv.gz");
        StringBuilder rows = new StringBuilder("symbol,ts,price,size\n");
        for (int i = 0; i < 20_000; i++) {
            rows.append("A,").append(START + i).append(",1,1\n");
        }
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(rows.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        Tape tape = crypto(file);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> TapeRun.told(tape, OPTIONS))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("a.csv.gz: unreadable, ");
        assertThatThrownBy(() -> crypto(file))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("a.csv.gz: unreadable, ");
    }

    @Test
    void doesNotEndBeforeTheWordThatNoSplitFollows() throws IOException {
        Path file = temp.resolve("a.csv");
        Files.writeString(
                file, "symbol,ts,open,high,low,close,volume\nA," + START + ",1,1,1,1,1\n");
        try (TapeReader reader =
                new TapeReader(
                        crypto(file), OPTIONS, TapeListener.NOBODY, new FakeReaderContext())) {
            reader.addSplits(List.of(TapeSplit.unread()));
            Told.Recorder output = new Told.Recorder();

            assertThat(reader.pollNext(output)).isEqualTo(InputStatus.MORE_AVAILABLE);
            assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
            assertThat(reader.isAvailable()).isNotDone();
            reader.notifyNoMoreSplits();
            assertThat(reader.isAvailable()).isDone();
            assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
        }
    }

    @Test
    void waitsForItsTapeAndEndsWithoutOne() throws IOException {
        Path file = temp.resolve("a.csv");
        Files.writeString(
                file, "symbol,ts,open,high,low,close,volume\nA," + START + ",1,1,1,1,1\n");
        TapeReader reader =
                new TapeReader(crypto(file), OPTIONS, TapeListener.NOBODY, new FakeReaderContext());
        Told.Recorder output = new Told.Recorder();

        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();
        reader.notifyNoMoreSplits();
        assertThat(reader.isAvailable()).isDone();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
        assertThat(output.told).isEmpty();
    }

    private static String minute(Told told) {
        return Long.toString((told.millis() + 1 - START) / MINUTE);
    }

    private static Tape crypto(Path path) {
        return TapeRun.tape(path, Resolution.MINUTE, Market.CRYPTO);
    }

    /** Files of every order, some rows broken, some twice, some stepping back. */
    private static Path written(long seed) throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Path folder = Files.createTempDirectory("tape");
        Path streamed = Files.createDirectory(folder.resolve("streamed"));
        Path turned = Files.createDirectory(folder.resolve("turned"));
        Files.writeString(
                turned.resolve("tape.yaml"),
                """
                order: descending
                symbol: {file-name: "{symbol}.csv"}
                time: {column: ts}
                """);
        for (int i = 0; i < 3; i++) {
            Files.writeString(
                    streamed.resolve("f" + i + ".csv"),
                    "symbol,ts,open,high,low,close,volume\n"
                            + String.join("\n", rows(random, List.of("S" + i, "T" + i), true)));
            List<String> rows = rows(random, List.of("D" + i), false);
            java.util.Collections.reverse(rows);
            Files.writeString(
                    turned.resolve("D" + i + ".csv"),
                    "ts,open,high,low,close,volume\n" + String.join("\n", rows));
        }
        Path grouped = Files.createDirectory(folder.resolve("grouped"));
        List<String> rows = rows(random, List.of("G1"), true);
        rows.addAll(rows(random, List.of("G2"), true));
        Files.writeString(
                grouped.resolve("g.csv"),
                "symbol,ts,open,high,low,close,volume\n" + String.join("\n", rows));
        return folder;
    }

    private static List<String> rows(
            RandomGenerator random, List<String> symbols, boolean withSymbol) {
        Map<Long, String> byTime = new TreeMap<>();
        long at = START + MINUTE * random.nextInt(40);
        for (int i = 0; i < 25; i++) {
            at += MINUTE * (1 + random.nextInt(3));
            String symbol = symbols.get(random.nextInt(symbols.size()));
            String price = random.nextInt(12) == 0 ? "-1" : "1" + random.nextInt(10);
            byTime.put(
                    at,
                    (withSymbol ? symbol + "," : "")
                            + at
                            + ",%s,%s,%s,%s,%d"
                                    .formatted(price, price, price, price, random.nextInt(100)));
        }
        List<String> rows = new ArrayList<>(byTime.values());
        if (random.nextBoolean()) {
            rows.add(random.nextInt(rows.size()), "broken");
            rows.add(2, rows.get(1));
            rows.add(9, rows.get(5));
        }
        return rows;
    }

    private static void remove(Path folder) throws IOException {
        try (var below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
