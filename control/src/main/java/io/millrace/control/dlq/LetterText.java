package io.millrace.control.dlq;

import io.millrace.connectors.deadletter.StoredLetter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dead letters for people. */
final class LetterText {

    private static final int BYTES_PER_LINE = 16;
    private static final int MOST_BYTES = 1_024;
    private static final int TEXT_WIDTH = 60;
    private static final String LINE = "%-36s  %-24s  %-20s  %-24s  %7s  %s%n";

    private LetterText() {}

    static void header(PrintWriter out) {
        out.printf(Locale.ROOT, LINE, "id", "last failure", "origin", "code", "replays", "text");
    }

    static void line(StoredLetter letter, PrintWriter out) {
        String text = printable(letter.text());
        out.printf(
                Locale.ROOT,
                LINE,
                letter.id(),
                time(letter.lastFailure()),
                letter.origin(),
                letter.code(),
                letter.replays(),
                text.length() > TEXT_WIDTH ? text.substring(0, TEXT_WIDTH) + "..." : text);
    }

    static void whole(StoredLetter letter, PrintWriter out) {
        row(out, "id", letter.id().toString());
        row(out, "run", letter.run());
        row(out, "origin", letter.origin() + (letter.place() < 0 ? "" : " at " + letter.place()));
        row(out, "code", letter.code());
        row(out, "error", letter.errorClass() == null ? "" : letter.errorClass());
        row(out, "text", printable(letter.text()));
        row(out, "expected", letter.expectation());
        row(out, "retries", Integer.toString(letter.retries()));
        row(out, "failed", time(letter.firstFailure()) + " to " + time(letter.lastFailure()));
        row(
                out,
                "replays",
                letter.replays()
                        + (letter.replays() == 0 ? "" : ", last " + time(letter.lastReplay())));
        byte[] key = letter.key();
        if (key != null) {
            row(out, "key", printable(new String(key, StandardCharsets.UTF_8)));
        }
        byte[] bytes = letter.bytes();
        if (bytes != null) {
            row(out, "bytes", Integer.toString(bytes.length));
            dump(bytes, out);
        }
    }

    private static void dump(byte[] bytes, PrintWriter out) {
        HexFormat hex = HexFormat.ofDelimiter(" ");
        for (int from = 0; from < Math.min(bytes.length, MOST_BYTES); from += BYTES_PER_LINE) {
            int to = Math.min(bytes.length, from + BYTES_PER_LINE);
            String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
            out.printf(
                    Locale.ROOT,
                    "  %06x  %-47s  %s%n",
                    from,
                    hex.formatHex(bytes, from, to),
                    text.replaceAll("[^ -~]", "."));
        }
        if (bytes.length > MOST_BYTES) {
            out.println("  ... --json has them all");
        }
    }

    private static void row(PrintWriter out, String name, String value) {
        if (!value.isEmpty()) {
            out.printf(Locale.ROOT, "%-9s %s%n", name, value);
        }
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "unknown" : instant.toString();
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
