package io.millrace.domain.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A chain up to now: whatever is changed, moved, added or taken away in the middle of it changes
 * every hash that follows.
 *
 * @param key name of the chain
 * @param next place of the next link
 * @param head hash of the newest link, or of the name while there is none
 */
public record AuditChain(String key, long next, String head) {

    /** A chain without a link. */
    public static AuditChain named(String key) {
        MessageDigest sha256 = sha256();
        add(sha256, "millrace-audit");
        add(sha256, key);
        return new AuditChain(key, 0, HexFormat.of().formatHex(sha256.digest()));
    }

    /** The entry in the chain's next place. */
    public AuditLink link(AuditEntry entry) {
        if (!entry.chain().equals(key)) {
            throw new IllegalArgumentException(
                    "chain: " + entry.chain() + " (expected: " + key + ")");
        }
        return new AuditLink(entry, next, head, hash(entry));
    }

    /** The chain with that link as its newest. */
    public AuditChain with(AuditLink link) {
        return new AuditChain(key, link.sequence() + 1, link.hash());
    }

    private String hash(AuditEntry entry) {
        MessageDigest sha256 = sha256();
        add(sha256, head);
        add(sha256, key);
        add(sha256, Long.toString(next));
        add(sha256, entry.kind());
        add(sha256, entry.eventId());
        add(sha256, entry.correlationId());
        add(sha256, entry.actor());
        add(sha256, Long.toString(entry.atMillis()));
        add(sha256, entry.payload());
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Every part states its own length, so that no text can pass for the end of another. */
    private static void add(MessageDigest digest, @Nullable String part) {
        if (part == null) {
            digest.update((byte) '-');
            return;
        }
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
