package io.millrace.flink.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A running fingerprint: each link is SHA-256 over the link before it and the record's canonical
 * bytes, so it can be carried in 32 bytes over a restart and depends on every record and their
 * order.
 *
 * @param records links so far
 * @param head the newest link; all zeros before the first record
 */
@SuppressWarnings("ArrayRecordComponent") // 32 bytes per key; compared as text where it matters
public record HashChain(long records, byte[] head) {

    private static final int SHA_256_BYTES = 32;

    public static HashChain empty() {
        return new HashChain(0, new byte[SHA_256_BYTES]);
    }

    HashChain with(CanonicalBytes record, MessageDigest sha256) {
        sha256.update(head);
        sha256.update(record.array(), 0, record.length());
        return new HashChain(records + 1, sha256.digest());
    }

    public String hex() {
        return HexFormat.of().formatHex(head);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
