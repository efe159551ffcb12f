package io.millrace.connectors.csv;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line under construction: fields in order, quoted only where RFC 4180 asks for it. */
public final class CsvLine {

    private final StringBuilder text = new StringBuilder(256);
    private boolean first = true;

    public CsvLine field(@Nullable Object value) {
        separate();
        String printed = Objects.toString(value, "");
        if (needsQuotes(printed)) {
            text.append('"').append(printed.replace("\"", "\"\"")).append('"');
        } else {
            text.append(printed);
        }
        return this;
    }

    /** An instant as ISO-8601 in UTC. */
    public CsvLine time(long epochMillis) {
        return field(Instant.ofEpochMilli(epochMillis));
    }

    public CsvLine number(double value) {
        separate();
        text.append(value);
        return this;
    }

    /** An exact decimal, without exponent and without trailing zeros. */
    public CsvLine decimal(@Nullable BigDecimal value) {
        return field(value == null ? null : value.stripTrailingZeros().toPlainString());
    }

    /** The line with its line break; the next field starts a new line. */
    String take() {
        String line = text.append('\n').toString();
        text.setLength(0);
        first = true;
        return line;
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    private static boolean needsQuotes(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }
}
