package io.millrace.domain.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a chain is known to go: without it nobody can tell that links are missing at its end.
 *
 * @param sequence place of the newest link
 * @param hash its hash
 */
public record AuditHead(long sequence, String hash) {

    private static final Pattern WRITTEN = Pattern.compile("(0|[1-9][0-9]{0,17}):([0-9a-f]{64})");

    /**
     * Reads {@code SEQUENCE:HASH}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static AuditHead parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    written + " (expected: SEQUENCE:HASH, with 64 hexadecimal digits)");
        }
        return new AuditHead(Long.parseLong(parts.group(1)), parts.group(2));
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return sequence + ":" + hash;
    }
}
