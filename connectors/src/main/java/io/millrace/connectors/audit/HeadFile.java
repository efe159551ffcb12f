package io.millrace.connectors.audit;

import io.millrace.domain.audit.AuditChain;
import io.millrace.domain.audit.AuditHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * The heads of the chains in an audit file, kept beside it: a line {@code SEQUENCE:HASH CHAIN} for
 * each. Copied elsewhere, it holds the file to everything that was in it then.
 */
public final class HeadFile {

    private HeadFile() {}

    /** Where the heads of a file are. */
    public static Path of(Path audit) {
        return audit.resolveSibling(audit.getFileName() + ".head");
    }

    /** Replaces the heads at once: a reader sees the old ones or the new ones. */
    public static void write(Path file, Map<String, AuditChain> chains) throws IOException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(chains)
                .forEach(
                        (key, chain) ->
                                text.append(new AuditHead(chain.next() - 1, chain.head()).text())
                                        .append(' ')
                                        .append(key)
                                        .append('\n'));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads the heads.
     *
     * @throws AuditUnreadable when it is no such file
     */
    public static Map<String, AuditHead> read(Path file) {
        Map<String, AuditHead> heads = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int space = line.indexOf(' ');
                if (space < 0) {
                    throw new IllegalArgumentException(line + " (expected: SEQUENCE:HASH CHAIN)");
                }
                heads.put(line.substring(space + 1), AuditHead.parse(line.substring(0, space)));
            }
            return heads;
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new AuditUnreadable(file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
