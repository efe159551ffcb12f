package io.millrace.domain.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name an order has before anyone outside knows of it: a pure function of the decision that
 * caused it.
 *
 * <p>A replay after a crash therefore asks for the same order again and the broker refuses the
 * second copy.
 */
public final class ClientOrderId {

    /** Half of a SHA-256; Alpaca takes up to 128 characters. */
    private static final int BYTES = 20;

    private ClientOrderId() {}

    /**
     * The name of one leg of one decision, 40 hexadecimal characters.
     *
     * @param atMillis event time of the decision
     * @param leg what the order is for
     * @param sequence counts the orders of the same leg and decision from 0
     */
    public static String of(
            String account, String strategy, String symbol, long atMillis, Leg leg, int sequence) {
        MessageDigest digest = sha256();
        add(digest, account);
        add(digest, strategy);
        add(digest, symbol);
        add(digest, Long.toString(atMillis));
        add(digest, leg.name());
        add(digest, Integer.toString(sequence));
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** Every part states its own length, so that no text can pass for the end of another. */
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
