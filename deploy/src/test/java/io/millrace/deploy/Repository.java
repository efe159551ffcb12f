package io.millrace.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkout that the tests are about. */
final class Repository {

    static final Path ROOT = Path.of(System.getProperty("project.root"));

    private Repository() {}

    static String text(String path) throws IOException {
        return Files.readString(ROOT.resolve(path));
    }

    /** Files below a folder whose names end so, in the order of their names. */
    static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT.resolve(folder))) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    /** A version of the parent pom. */
    static String version(String property) throws IOException {
        Matcher matcher =
                Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)<")
                        .matcher(text("pom.xml"));
        if (!matcher.find()) {
            throw new AssertionError(property + ": not in pom.xml");
        }
        return matcher.group(1);
    }

    static boolean has(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** What a program prints; whatever goes wrong is an error with its words. */
    static String output(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("output", ".txt");
        Path err = Files.createTempFile("errors", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(ROOT.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + ": no end after two minutes");
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + Files.readString(err));
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
