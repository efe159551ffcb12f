package io.millrace.control.explain;

import io.millrace.domain.ensemble.Decision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The place on the tape that a decision's bar came from, as far as the tape is still there. */
final class TapeLine {

    private TapeLine() {}

    /**
     * The place, in words.
     *
     * @param data SHA-256 of every input file by name
     * @param places folders in which the files are looked for
     */
    static String of(Decision decision, Map<String, String> data, List<Path> places) {
        for (Map.Entry<String, String> file : data.entrySet()) {
            Path path = path(file.getKey(), places);
            Long line = path == null ? null : line(decision, path);
            if (path != null && line != null) {
                boolean same = file.getValue().equals(sha256(path));
                return file.getKey()
                        + " line "
                        + line
                        + (same ? ", unchanged since the run" : ", CHANGED since the run");
            }
        }
        return data.isEmpty()
                ? "a tape or feed that the run did not name"
                : String.join(", ", data.keySet()) + " (no such line found from here)";
    }

    private static @Nullable Path path(String name, List<Path> places) {
        return places.stream()
                .map(place -> place.resolve(name))
                .filter(file -> name.endsWith(".csv") && Files.isRegularFile(file))
                .findFirst()
                .orElse(null);
    }

    /**
     * The last line of the symbol that begins before the bar ends: rows are stamped with the start
     * of their bar and come in order.
     */
    private static @Nullable Long line(Decision decision, Path file) {
        Long found = null;
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                List<String> cells = Arrays.asList(line.split(",", -1));
                Instant start = cells.contains(decision.symbol()) ? start(cells) : null;
                if (start != null && start.toEpochMilli() < decision.atMillis()) {
                    found = number;
                }
            }
        } catch (IOException notText) {
            return null;
        }
        return found;
    }

    private static @Nullable Instant start(List<String> cells) {
        for (String cell : cells) {
            if (cell.length() >= 20 && cell.charAt(10) == 'T' && cell.endsWith("Z")) {
                return Instant.parse(cell);
            }
        }
        return null;
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            DigestInputStream digest =
                    new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException unreadable) {
            return "";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
