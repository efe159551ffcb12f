package io.millrace.stack.supervisor;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor says of one server.
 *
 * @param pid its process; absent while there is none
 * @param restarts how often it has been launched again
 * @param trouble why it failed last; empty when it never did
 */
public record ServerStatus(
        String name,
        @Nullable Long pid,
        String address,
        Health health,
        int restarts,
        String log,
        String trouble) {

    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 7;

    String line() {
        return String.join(
                SEPARATOR,
                name,
                pid == null ? "" : Long.toString(pid),
                address,
                health.label(),
                Integer.toString(restarts),
                log,
                trouble.replaceAll("\\s+", " "));
    }

    static ServerStatus parse(String line) {
        List<String> fields = List.of(line.split(SEPARATOR, -1));
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException(line + " (expected: " + FIELDS + " fields)");
        }
        return new ServerStatus(
                fields.get(0),
                fields.get(1).isEmpty() ? null : Long.valueOf(fields.get(1)),
                fields.get(2),
                Health.valueOf(fields.get(3).toUpperCase(Locale.ROOT)),
                Integer.parseInt(fields.get(4)),
                fields.get(5),
                fields.get(6));
    }
}
