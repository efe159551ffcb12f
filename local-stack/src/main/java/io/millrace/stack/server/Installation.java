package io.millrace.stack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The files of a server, fetched from Maven Central when they are first asked for.
 *
 * <p>Each server has a pom of its own in {@code local-stack/servers}, which is no module of the
 * build: the checkout's Maven wrapper resolves it, from the local repository where that has
 * everything. Versions stand in the parent pom alone; a change there fetches anew.
 */
public final class Installation {

    private static final String COMPLETE = ".complete";

    private final String name;
    private final Path checkout;

    private Installation(String name, Path checkout) {
        this.name = name;
        this.checkout = checkout;
    }

    /**
     * Files of that server, complete.
     *
     * @return the folder that they lie in
     */
    public static Path of(String name) {
        return new Installation(name, checkout()).provide();
    }

    private Path provide() {
        Path target = project().resolve("target");
        try {
            Files.createDirectories(target);
            // two starts at once must not fetch at once; a lock of files is one per JVM
            synchronized (Installation.class) {
                try (FileChannel channel =
                                FileChannel.open(
                                        target.resolve(".lock"),
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (lock.isValid() && !isComplete(target)) {
                        fetch(target);
                        Files.writeString(target.resolve(COMPLETE), fingerprint());
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return target.resolve("server");
    }

    private boolean isComplete(Path target) throws IOException {
        try {
            return Files.readString(target.resolve(COMPLETE)).equals(fingerprint());
        } catch (NoSuchFileException never) {
            return false;
        }
    }

    private void fetch(Path target) throws IOException {
        Files.deleteIfExists(target.resolve(COMPLETE));
        Folders.delete(target.resolve("server"));
        Path log = target.resolve("fetch.log");
        if (maven(log, "--offline") != 0 && maven(log) != 0) {
            throw new ServerUnavailable(
                    name
                            + ": its files could not be fetched (expected: Maven Central within"
                            + " reach, or all of them in the local repository); "
                            + log
                            + " ends with:\n"
                            + LogTail.of(log));
        }
    }

    private int maven(Path log, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                checkout.resolve("mvnw").toString(),
                                "--batch-mode",
                                "--quiet",
                                "-Dquick",
                                "--file",
                                project().resolve("pom.xml").toString()));
        command.addAll(List.of(more));
        command.add("package");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(checkout.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        // what a Maven that runs this test has set for itself
        builder.environment().remove("MAVEN_PROJECTBASEDIR");
        Process maven = builder.start();
        try {
            return maven.waitFor();
        } catch (InterruptedException interrupt) {
            maven.destroy();
            Thread.currentThread().interrupt();
            throw new ServerUnavailable(name + ": interrupted while its files were fetched");
        }
    }

    private Path project() {
        return checkout.resolve("local-stack").resolve("servers").resolve(name);
    }

    private String fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(checkout.resolve("pom.xml")));
            digest.update(Files.readAllBytes(project().resolve("pom.xml")));
            return HexFormat.of().formatHex(digest.digest()) + "\n";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The launcher says where the checkout is, and so does the build to its tests. */
    private static Path checkout() {
        for (String property : List.of("millrace.home", "project.root")) {
            String value = System.getProperty(property);
            if (value != null && Files.exists(Path.of(value, "local-stack", "servers"))) {
                return Path.of(value).toAbsolutePath();
            }
        }
        throw new ServerUnavailable(
                "millrace.home: "
                        + System.getProperty("millrace.home")
                        + " (expected: a checkout with local-stack/servers; the launcher"
                        + " ./millrace sets it)");
    }
}
