package io.millrace.modelserver.repository;

import io.millrace.modelserver.onnx.BadModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The folder of models: {@code <name>/config.yaml} and {@code <name>/<version>/model.onnx}. */
final class ModelFiles {

    static final String LAYOUT = "<name>/<version>/model.onnx";
    private static final String FILE = "model.onnx";
    private static final String CONFIG = "config.yaml";

    private final Path folder;

    ModelFiles(Path folder) {
        this.folder = folder;
    }

    /** Names of folders that hold a version or a configuration. */
    NavigableSet<String> models() throws IOException {
        NavigableSet<String> names = new TreeSet<>();
        for (Path one : listed(folder)) {
            String name = String.valueOf(one.getFileName());
            if (Files.isDirectory(one) && !name.startsWith(".") && !versions(name).isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    NavigableSet<Integer> versions(String model) throws IOException {
        NavigableSet<Integer> versions = new TreeSet<>();
        Path home = folder.resolve(model);
        if (!Files.isDirectory(home)) {
            return versions;
        }
        for (Path one : listed(home)) {
            String name = String.valueOf(one.getFileName());
            if (name.matches("0|[1-9][0-9]{0,8}") && Files.isRegularFile(one.resolve(FILE))) {
                versions.add(Integer.valueOf(name));
            }
        }
        return versions;
    }

    Path file(String model, int version) {
        return folder.resolve(model).resolve(Integer.toString(version)).resolve(FILE);
    }

    Path config(String model) {
        return folder.resolve(model).resolve(CONFIG);
    }

    /** Changes when a version's files or the model's configuration change. */
    String fingerprint(String model, int version) throws IOException {
        StringBuilder seen = new StringBuilder();
        Path home = folder.resolve(model).resolve(Integer.toString(version));
        for (Path one : listed(home)) {
            note(one, seen);
        }
        if (Files.exists(config(model))) {
            note(config(model), seen);
        }
        return seen.toString();
    }

    /** Fingerprints of all versions of a model. */
    NavigableMap<Integer, String> fingerprints(String model) throws IOException {
        NavigableMap<Integer, String> all = new TreeMap<>();
        for (int version : versions(model)) {
            all.put(version, fingerprint(model, version));
        }
        return all;
    }

    static String sha256(Path file) throws BadModel {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new BadModel(file + " (expected: a readable file): " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void note(Path file, StringBuilder seen) throws IOException {
        BasicFileAttributes now =
                Files.readAttributes(file, BasicFileAttributes.class, new LinkOption[0]);
        seen.append(file.getFileName())
                .append(' ')
                .append(now.size())
                .append(' ')
                .append(now.lastModifiedTime())
                .append(' ')
                .append(now.fileKey())
                .append('\n');
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
