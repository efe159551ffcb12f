package io.millrace.control.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What was submitted from this machine: the newest submission of each job, and every jar by its
 * content, so that the one before can be started again.
 */
final class Submissions {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAME_DIGITS = 16;

    private final Path folder;

    Submissions(Path home) {
        folder = home.toAbsolutePath().resolve("cluster");
    }

    /** Keeps a copy of a jar and gives the name that its content has. */
    String keep(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw CommandFailure.usage(
                    "--jar: "
                            + jar
                            + " (expected: the jar of the jobs; ./mvnw -pl flink-jobs -am package"
                            + " builds it)");
        }
        try {
            String name = "millrace-jobs-" + sha256(jar).substring(0, NAME_DIGITS) + ".jar";
            Path kept = jar(name);
            if (!Files.exists(kept)) {
                Files.createDirectories(kept.getParent());
                Path partial = kept.resolveSibling(name + ".next");
                Files.copy(jar, partial, StandardCopyOption.REPLACE_EXISTING);
                Files.move(partial, kept, StandardCopyOption.ATOMIC_MOVE);
            }
            return name;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The kept jar of that name. */
    Path jar(String name) {
        return folder.resolve("jars").resolve(name);
    }

    /** Notes what a job runs with now. */
    void note(Submission submission) {
        try {
            Files.createDirectories(folder);
            Path file = file(submission.job());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), submission);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What a job was submitted with. */
    Submission of(String job) {
        try {
            return JSON.readValue(Files.readString(file(job)), Submission.class);
        } catch (NoSuchFileException never) {
            throw CommandFailure.failed(
                    job
                            + ": not submitted from "
                            + folder.getParent()
                            + " (expected: a job that ./millrace cluster submit started, and its"
                            + " --home)");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path file(String job) {
        return folder.resolve(job + ".json");
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
