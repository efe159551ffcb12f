package io.millrace.connectors.files.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.market.Bar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntheticTapeTest {

    /**
     * Over name and content of every file. No oracle of what the numbers should be, but a tripwire:
     * whoever has to change it raises {@link SyntheticTape#VERSION}.
     */
    private static final String VERSION_1 =
            "597b2dc45b9b7532dbfa224748daba7f93cb09a607f145336d3e2af87d49500b";

    private static final SyntheticTapeSpec SPEC = SyntheticTapeSpec.numbered(3, 4, 7);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void theSameSpecificationGivesTheSameBytes() throws Exception {
        assertThat(digest(written(SPEC, "one"))).isEqualTo(digest(written(SPEC, "two")));
    }

    @Test
    void theBytesBelongToTheVersion() throws Exception {
        assertThat(SyntheticTape.VERSION).isEqualTo(1);
        assertThat(digest(written(SPEC, "tape"))).isEqualTo(VERSION_1);
    }

    @Test
    void anotherSeedGivesAnotherTape() throws Exception {
        SyntheticTapeSpec other = new SyntheticTapeSpec(SPEC.symbols(), SPEC.days(), 8);
        assertThat(written(other, "other").get("SYN0001.synthetic.csv"))
                .isNotEqualTo(written(SPEC, "one").get("SYN0001.synthetic.csv"));
    }

    @Test
    void aSymbolIsTheSameInEveryCompany() throws Exception {
        SyntheticTapeSpec alone = new SyntheticTapeSpec(List.of("SYN0002"), 4, 7);
        assertThat(written(alone, "alone").get("SYN0002.synthetic.csv"))
                .isEqualTo(written(SPEC, "together").get("SYN0002.synthetic.csv"));
    }

    @Test
    void theFolderSaysThatTheTapeIsInvented() throws Exception {
        Map<String, String> files = written(SPEC, "tape");
        assertThat(files.keySet())
                .containsExactly(
                        "SYN0001.synthetic.csv",
                        "SYN0002.synthetic.csv",
                        "SYN0003.synthetic.csv",
                        "SYNTHETIC.md",
                        "tape-origin.json");
        assertThat(files.get("tape-origin.json"))
                .contains("\"synthetic\": true", "\"seed\": 7", "\"generatorVersion\": 1")
                .contains("\"firstSession\": \"2020-01-02\"", "\"lastSession\": \"2020-01-07\"");
        assertThat(files.get("SYNTHETIC.md")).contains("Nobody ever traded at these prices");
    }

    @Test
    void theFilesHoldTheBarsOfTheIterator() throws Exception {
        Map<String, String> files = written(SPEC, "tape");
        Map<String, StringBuilder> expected = new TreeMap<>();
        for (Bar bar : all(SPEC)) {
            expected.computeIfAbsent(
                            bar.symbol() + ".synthetic.csv",
                            name -> new StringBuilder(CsvRows.HEADER))
                    .append(row(bar));
        }
        expected.forEach(
                (name, rows) -> assertThat(files.get(name)).as(name).isEqualTo(rows.toString()));
    }

    @Test
    void progressEndsAtTheBarsWritten() throws IOException {
        List<Long> seen = new ArrayList<>();
        SyntheticTapeSpec large = SyntheticTapeSpec.numbered(2, 30, 1);
        long bars = SyntheticTape.write(large, folder.resolve("tape"), seen::add);
        assertThat(seen).hasSizeGreaterThan(4).isSorted().endsWith(bars);
        assertThat(bars).isBetween(large.barsAtMost() * 9 / 10, large.barsAtMost());
    }

    @Test
    void refusesAFolderThatHoldsAnything() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken"));
        Files.writeString(taken.resolve("mine.txt"), "keep");
        assertThatThrownBy(() -> SyntheticTape.write(SPEC, taken, bars -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "out: " + taken + " (expected: a folder that does not exist or is empty)");
        assertThatThrownBy(() -> SyntheticTape.write(SPEC, taken.resolve("mine.txt"), bars -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(taken.resolve("mine.txt")).hasContent("keep");
    }

    @Test
    void fillsAFolderThatIsEmptyOrDeep() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        SyntheticTape.write(SPEC, empty, bars -> {});
        assertThat(empty.resolve("SYNTHETIC.md")).exists();
        Path deep = folder.resolve("a/b/c");
        SyntheticTape.write(SPEC, deep, bars -> {});
        assertThat(deep.resolve("SYNTHETIC.md")).exists();
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        Path out = folder.resolve("tape");
        assertThatThrownBy(
                        () ->
                                SyntheticTape.write(
                                        SPEC,
                                        out,
                                        bars -> {
                                            throw new IllegalStateException("disk gone");
                                        }))
                .hasMessage("disk gone");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    static List<Bar> all(SyntheticTapeSpec spec) {
        List<Bar> bars = new ArrayList<>();
        SyntheticTape.bars(spec).forEachRemaining(bars::add);
        return bars;
    }

    private Map<String, String> written(SyntheticTapeSpec spec, String name) throws IOException {
        Path out = folder.resolve(name);
        SyntheticTape.write(spec, out, bars -> {});
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(out)) {
            for (Path file : entries.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static String digest(Map<String, String> files) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        files.forEach(
                (name, text) -> {
                    sha.update(name.getBytes(StandardCharsets.UTF_8));
                    sha.update(text.getBytes(StandardCharsets.UTF_8));
                });
        return HexFormat.of().formatHex(sha.digest());
    }

    private static String row(Bar bar) {
        String prices =
                String.join(
                        ",",
                        Arrays.stream(new double[] {bar.open(), bar.high(), bar.low(), bar.close()})
                                .mapToObj("%.2f"::formatted)
                                .toList());
        return "%s,%s,%s,%.0f%n"
                .formatted(
                        bar.symbol(),
                        Instant.ofEpochMilli(bar.startMillis()),
                        prices,
                        bar.volume());
    }
}
