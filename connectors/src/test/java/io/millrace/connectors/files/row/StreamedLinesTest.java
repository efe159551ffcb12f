package io.millrace.connectors.files.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class StreamedLinesTest {

    @Property(tries = 300)
    void cutsAsTheJdkCutsHoweverTheBytesArrive(
            @ForAll("texts") String text, @ForAll("pieces") int piece) throws IOException {
        List<String> expected = text.lines().filter(line -> !line.isEmpty()).toList();

        assertThat(lines(text, piece)).isEqualTo(expected);
    }

    @Property(tries = 100)
    void numbersLinesAsAnEditorDoes(@ForAll("texts") String text) throws IOException {
        String[] all = text.split("\r?\n", -1);
        try (StreamedLines lines = streamed(text, 7)) {
            while (lines.next()) {
                assertThat(current(lines)).isEqualTo(all[(int) lines.number() - 1]);
            }
        }
    }

    @Test
    void aLineWithoutAnEndDoesNotExhaustTheMemory() throws IOException {
        String endless = "x".repeat(1_000_000);

        List<String> read = lines("a\n" + endless + "\nb\n" + endless, 5_000);

        assertThat(read).hasSize(4);
        assertThat(read.get(0)).isEqualTo("a");
        assertThat(read.get(1)).hasSize(StreamedLines.LONGEST_LINE);
        assertThat(read.get(2)).isEqualTo("b");
        assertThat(read.get(3)).hasSize(StreamedLines.LONGEST_LINE);
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        assertThat(lines("\uFEFFsymbol\na", 2)).containsExactly("symbol", "a");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', 'b', '\n')
                .ofMaxLength(200)
                .map(text -> text.replace("ab\n", "ab\r\n"))
                .map(text -> text.replace("ba", "b".repeat(600)));
    }

    @Provide
    Arbitrary<Integer> pieces() {
        return Arbitraries.of(1, 3, 1000, 32_768, 100_000);
    }

    private static List<String> lines(String text, int piece) throws IOException {
        List<String> read = new ArrayList<>();
        try (StreamedLines lines = streamed(text, piece)) {
            while (lines.next()) {
                read.add(current(lines));
            }
        }
        return read;
    }

    private static String current(Lines lines) {
        return new String(
                lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
    }

    private static StreamedLines streamed(String text, int piece) {
        InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new StreamedLines(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        return bytes.read();
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        return bytes.read(into, offset, Math.min(piece, length));
                    }
                });
    }
}
