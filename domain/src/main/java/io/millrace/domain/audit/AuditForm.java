package io.millrace.domain.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A link as one line of text. Reading is strict: a line is accepted only when writing what was read
 * gives the very same line, so that no byte of a file can change without being noticed.
 */
public final class AuditForm {

    private static final String TEXT = "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";
    private static final String NUMBER = "(-?[0-9]{1,18})";
    private static final Pattern LINE =
            Pattern.compile(
                    "\\{\"sequence\":"
                            + NUMBER
                            + ",\"chain\":"
                            + TEXT
                            + ",\"at\":"
                            + NUMBER
                            + ",\"kind\":"
                            + TEXT
                            + ",\"eventId\":"
                            + TEXT
                            + ",\"correlationId\":(?:null|"
                            + TEXT
                            + "),\"actor\":"
                            + TEXT
                            + ",\"previous\":"
                            + TEXT
                            + ",\"hash\":"
                            + TEXT
                            + ",\"payload\":(.*)\\}",
                    Pattern.DOTALL);

    /** The pieces of a line in their order. */
    private static final int SEQUENCE = 1;

    private static final int CHAIN = 2;
    private static final int AT = 3;
    private static final int KIND = 4;
    private static final int EVENT_ID = 5;
    private static final int CORRELATION_ID = 6;
    private static final int ACTOR = 7;
    private static final int PREVIOUS = 8;
    private static final int HASH = 9;
    private static final int PAYLOAD = 10;

    private AuditForm() {}

    /** The line, without its line break. */
    public static String write(AuditLink link) {
        AuditEntry entry = link.entry();
        return "{\"sequence\":"
                + link.sequence()
                + ",\"chain\":"
                + CanonicalJson.of(entry.chain())
                + ",\"at\":"
                + entry.atMillis()
                + ",\"kind\":"
                + CanonicalJson.of(entry.kind())
                + ",\"eventId\":"
                + CanonicalJson.of(entry.eventId())
                + ",\"correlationId\":"
                + CanonicalJson.of(entry.correlationId())
                + ",\"actor\":"
                + CanonicalJson.of(entry.actor())
                + ",\"previous\":"
                + CanonicalJson.of(link.previousHash())
                + ",\"hash\":"
                + CanonicalJson.of(link.hash())
                + ",\"payload\":"
                + entry.payload()
                + "}";
    }

    /** The link that a line was made of; empty when no link gives that line. */
    public static Optional<AuditLink> read(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.empty();
        }
        AuditLink link =
                new AuditLink(
                        new AuditEntry(
                                plain(parts.group(CHAIN)),
                                plain(parts.group(KIND)),
                                plain(parts.group(EVENT_ID)),
                                optional(parts.group(CORRELATION_ID)),
                                plain(parts.group(ACTOR)),
                                parts.group(PAYLOAD),
                                Long.parseLong(parts.group(AT))),
                        Long.parseLong(parts.group(SEQUENCE)),
                        plain(parts.group(PREVIOUS)),
                        plain(parts.group(HASH)));
        return write(link).equals(line) ? Optional.of(link) : Optional.empty();
    }

    private static @Nullable String optional(@Nullable String escaped) {
        return escaped == null ? null : plain(escaped);
    }

    private static String plain(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char code = escaped.charAt(++i);
            switch (code) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    int end = Math.min(escaped.length(), i + 5);
                    text.append(unicode(escaped.substring(i + 1, end)));
                    i = end - 1;
                }
                default -> text.append(code);
            }
        }
        return text.toString();
    }

    /** What is no code point in hexadecimal stays, and so is not what would be written. */
    private static String unicode(String digits) {
        return digits.matches("[0-9a-f]{4}")
                ? Character.toString((char) Integer.parseInt(digits, 16))
                : "u" + digits;
    }
}
