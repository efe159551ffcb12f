package io.millrace.broker.data;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where the page before ended.
 *
 * @param symbol the symbol of its last item
 * @param atMillis the time of its last item
 * @param told how many items of that symbol and time it held, with those of the pages before it
 */
record Page(String symbol, long atMillis, int told) {

    private static final int PARTS = 3;

    String token() {
        String text = symbol + "|" + Instant.ofEpochMilli(atMillis) + "|" + told;
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Page parse(String token) {
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split("\\|", -1);
            if (parts.length == PARTS) {
                return new Page(
                        parts[0],
                        Instant.parse(parts[1]).toEpochMilli(),
                        Integer.parseInt(parts[2]));
            }
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw invalid(unreadable);
        }
        throw invalid(null);
    }

    private static DataFault invalid(@Nullable Throwable cause) {
        DataFault fault = DataFault.badRequest("invalid page_token");
        if (cause != null) {
            fault.addSuppressed(cause);
        }
        return fault;
    }
}
