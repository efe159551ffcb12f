package io.millrace.domain.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Which symbols a canary is tried on: a property of the symbol and the candidate alone. */
public final class Rollout {

    /** Bits of the hash that become a fraction; a double holds as many exactly. */
    private static final int BITS = 53;

    private Rollout() {}

    /**
     * The symbol's place in the order in which a growing share reaches it: the same after every
     * restart, and another for another candidate, so that not always the same symbols are tried on.
     *
     * @return at least 0 and less than 1
     */
    public static double place(String symbol, ModelRef candidate) {
        String named = candidate.name() + "/" + candidate.version() + ":" + symbol;
        byte[] hash = sha256().digest(named.getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(hash).getLong() >>> (Long.SIZE - BITS)) / (double) (1L << BITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
