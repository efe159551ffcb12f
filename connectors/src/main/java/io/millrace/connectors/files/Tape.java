package io.millrace.connectors.files;

import io.millrace.domain.market.Market;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The files that a run reads, in the order of their first event, and which of their rows.
 *
 * @param files ordered by first event, then name
 */
public record Tape(List<TapeFile> files, TapeFilter filter, Market market) implements Serializable {

    private static final String SYNTHETIC = ".synthetic.";

    public Tape {
        files =
                files.stream()
                        .sorted(
                                Comparator.comparingLong(TapeFile::firstMillis)
                                        .thenComparing(TapeFile::name))
                        .toList();
    }

    /** Bytes on disk of all files. */
    public long bytes() {
        return files.stream().mapToLong(TapeFile::bytes).sum();
    }

    /** Rows in all files, estimated where counting them would mean reading them twice. */
    public long rows() {
        return files.stream().mapToLong(TapeFile::rows).sum();
    }

    /** Every symbol that the tape has wanted rows of. */
    public SortedSet<String> symbols() {
        return files.stream()
                .flatMap(file -> file.symbols().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether any file holds trades, which may come late. */
    public boolean holdsTrades() {
        return files.stream().anyMatch(file -> file.layout().kind() == TapeKind.TRADES);
    }

    /** Whether any file was made by the generator, which says so in the name of every file. */
    public boolean isSynthetic() {
        return files.stream().anyMatch(file -> file.name().contains(SYNTHETIC));
    }

    /** SHA-256 of every file as it lies on disk, by name: what the run was made from. */
    public SortedMap<String, String> hashes() {
        Map<String, String> byPath = new TreeMap<>();
        SortedMap<String, String> hashes = new TreeMap<>();
        for (TapeFile file : files) {
            String hash = byPath.computeIfAbsent(file.path(), path -> sha256(file));
            hashes.put(file.name(), hash);
        }
        return hashes;
    }

    private static String sha256(TapeFile file) {
        try (InputStream in = Files.newInputStream(Path.of(file.path()))) {
            DigestInputStream digest =
                    new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException unreadable) {
            throw new TapeException(
                    file.name(),
                    "unreadable, " + unreadable.getMessage(),
                    "a readable file",
                    unreadable);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
