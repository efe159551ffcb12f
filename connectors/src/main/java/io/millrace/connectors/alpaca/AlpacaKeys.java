package io.millrace.connectors.alpaca;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the account's keys are kept; the keys themselves are read where the job runs and travel
 * nowhere.
 *
 * @param source where to look
 * @param file for FILE: its path; otherwise empty
 */
public record AlpacaKeys(Source source, String file) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Alpaca's own names for the two environment variables. */
    public static final String ID_VARIABLE = "APCA_API_KEY_ID";

    public static final String SECRET_VARIABLE = "APCA_API_SECRET_KEY";

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    /** The places that keys are read from. */
    public enum Source {
        /** The process's environment. */
        ENVIRONMENT,
        /** A file that only its owner can read. */
        FILE,
        /** Nowhere: a simulator on loopback takes any key. */
        SIMULATOR
    }

    /** The two keys; they never show themselves. */
    public record Pair(String id, String secret) {

        @Override
        public String toString() {
            return "AlpacaKeys.Pair[hidden]";
        }
    }

    public static AlpacaKeys environment() {
        return new AlpacaKeys(Source.ENVIRONMENT, "");
    }

    public static AlpacaKeys file(Path file) {
        return new AlpacaKeys(Source.FILE, file.toAbsolutePath().toString());
    }

    public static AlpacaKeys simulator() {
        return new AlpacaKeys(Source.SIMULATOR, "");
    }

    /**
     * Reads the keys now.
     *
     * @throws IllegalArgumentException when there are none, or others could read them; the text
     *     never quotes what was found
     */
    public Pair read() {
        return read(System.getenv());
    }

    Pair read(Map<String, String> environment) {
        return switch (source) {
            case ENVIRONMENT -> pair(environment, "the environment");
            case FILE -> pair(fileEntries(Path.of(file)), file);
            case SIMULATOR -> new Pair("simulator", "simulator");
        };
    }

    private static Map<String, String> fileEntries(Path path) {
        try {
            refuseReadableByOthers(path);
            return entries(Files.readAllLines(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the cause is left out: a decoder's complaint may quote what it read
            throw new IllegalArgumentException(
                    "keys-file: " + path + " (expected: a readable file of two lines)");
        }
    }

    private static void refuseReadableByOthers(Path path) throws IOException {
        Set<PosixFilePermission> found;
        try {
            found = Files.getPosixFilePermissions(path);
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    "keys-file: "
                            + path
                            + " (expected: a file system with POSIX permissions, or the keys in the"
                            + " environment)");
        }
        if (!found.equals(OWNER_ONLY)) {
            throw new IllegalArgumentException(
                    "keys-file: "
                            + path
                            + " has permissions "
                            + PosixFilePermissions.toString(found)
                            + " (expected: rw-------; type: chmod 600 '"
                            + path
                            + "')");
        }
    }

    /** Two bare lines are the id and the secret; otherwise every line is {@code name=value}. */
    private static Map<String, String> entries(List<String> lines) {
        List<String> filled =
                lines.stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList();
        boolean named =
                filled.stream()
                        .anyMatch(
                                line ->
                                        line.replaceFirst("^export\\s+", "")
                                                .startsWith(ID_VARIABLE + "="));
        if (!named) {
            return filled.size() == 2
                    ? Map.of(ID_VARIABLE, filled.get(0), SECRET_VARIABLE, filled.get(1))
                    : Map.of();
        }
        Map<String, String> entries = new HashMap<>();
        for (String line : filled) {
            String[] parts = line.replaceFirst("^export\\s+", "").split("=", 2);
            entries.put(parts[0].strip(), parts.length > 1 ? unquoted(parts[1].strip()) : "");
        }
        return entries;
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() > 1
                        && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                        && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static Pair pair(Map<String, String> entries, String place) {
        return new Pair(
                key(entries.get(ID_VARIABLE), ID_VARIABLE, place),
                key(entries.get(SECRET_VARIABLE), SECRET_VARIABLE, place));
    }

    /** A header takes printable ASCII only, and says so by quoting what it was given. */
    private static String key(@Nullable String value, String name, String place) {
        if (value == null || value.isBlank() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    name + ": missing or not printable in " + place + " (expected: a key)");
        }
        return value;
    }
}
