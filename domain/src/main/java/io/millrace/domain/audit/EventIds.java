package io.millrace.domain.audit;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Deterministic event ids: name-based UUIDs (RFC 9562 version 3) over what an event is, so that a
 * replay gives every event the id it had before.
 */
public final class EventIds {

    private static final char SEPARATOR = '\u001f';

    private EventIds() {}

    /**
     * The id of an event.
     *
     * @param kind what it is, such as {@code bar} or {@code decision}
     * @param owner account, strategy or source that it belongs to
     * @param atMillis event time
     * @param sequence distinguishes events of the same instant
     */
    public static UUID of(String kind, String owner, String symbol, long atMillis, long sequence) {
        requireNoSeparator("kind", kind);
        requireNoSeparator("owner", owner);
        requireNoSeparator("symbol", symbol);
        String name =
                kind + SEPARATOR + owner + SEPARATOR + symbol + SEPARATOR + atMillis + SEPARATOR
                        + sequence;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Without it, text could move from one part to the next and keep the id. */
    private static void requireNoSeparator(String name, String part) {
        if (part.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException(name + ": " + part + " (expected: no U+001F)");
        }
    }
}
