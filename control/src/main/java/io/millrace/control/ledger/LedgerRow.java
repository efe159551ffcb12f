package io.millrace.control.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the broker's ledger.
 *
 * @param line where it stands in the file, from 1 on
 * @param sequence the number that the broker gave it
 * @param wallMillis when it was written
 * @param atMillis market time
 */
record LedgerRow(
        int line, long sequence, long wallMillis, long atMillis, String type, JsonNode body) {

    static LedgerRow of(int line, JsonNode body) {
        return new LedgerRow(
                line,
                whole(line, body, "seq"),
                millis(line, body, "wall"),
                millis(line, body, "at"),
                required(line, body, "type"),
                body);
    }

    String text(String name) {
        return required(line, body, name);
    }

    @Nullable String optional(String name) {
        JsonNode value = body.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    BigDecimal decimal(String name) {
        String written = text(name);
        try {
            return new BigDecimal(written);
        } catch (NumberFormatException e) {
            throw unreadable(line, name, written, "a decimal number");
        }
    }

    @Nullable BigDecimal optionalDecimal(String name) {
        return optional(name) == null ? null : decimal(name);
    }

    private static long whole(int line, JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isIntegralNumber()) {
            throw unreadable(line, name, value, "a whole number");
        }
        return value.longValue();
    }

    private static long millis(int line, JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        try {
            return Instant.parse(value.asText()).toEpochMilli();
        } catch (DateTimeException e) {
            throw unreadable(line, name, value, "milliseconds or an instant");
        }
    }

    private static String required(int line, JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw unreadable(line, name, "missing", "a value");
        }
        return value.asText();
    }

    private static UnreadableRecord unreadable(
            int line, String name, Object found, String expected) {
        return new UnreadableRecord(
                "ledger line "
                        + line
                        + ": "
                        + name
                        + ": "
                        + found
                        + " (expected: "
                        + expected
                        + ")");
    }
}
