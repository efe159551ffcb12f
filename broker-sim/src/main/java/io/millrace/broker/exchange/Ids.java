package io.millrace.broker.exchange;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The names that the broker gives: functions of its seed and a count, so that a rerun agrees. */
public final class Ids {

    private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

    private final long seed;

    Ids(long seed) {
        this.seed = seed;
    }

    /** The id of the count-th thing of its kind. */
    public String of(String kind, long count) {
        return named(seed + ":" + kind + ":" + count);
    }

    /** The name that an order goes by when its owner gave it none. */
    public static String clientOrderId(String orderId) {
        return named("client:" + orderId);
    }

    /** An id that is a function of a text alone, such as that of an asset. */
    static String named(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** A ULID that sorts as its sequence number does. */
    String eventId(long atMillis, long sequence) {
        long hash = UUID.fromString(of("event", sequence)).getLeastSignificantBits();
        StringBuilder text = new StringBuilder(26);
        append(text, atMillis, 10);
        append(text, sequence, 8);
        append(text, hash & ((1L << 40) - 1), 8);
        return text.toString();
    }

    private static void append(StringBuilder text, long bits, int letters) {
        for (int i = letters - 1; i >= 0; i--) {
            text.append(CROCKFORD[(int) (bits >>> (5 * i)) & 31]);
        }
    }
}
