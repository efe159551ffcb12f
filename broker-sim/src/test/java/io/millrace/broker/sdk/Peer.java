package io.millrace.broker.sdk;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A client library of Alpaca's in a folder of its own, installed once. */
enum Peer {
    PYTHON("alpaca-py", "0.44.0", "session.py") {
        @Override
        List<List<String>> installation() {
            return List.of(
                    List.of("python3", "-m", "venv", "."),
                    List.of(
                            "bin/python",
                            "-m",
                            "pip",
                            "install",
                            "--quiet",
                            "--disable-pip-version-check",
                            "--retries=1",
                            "--timeout=15",
                            library()));
        }

        @Override
        String library() {
            return name + "==" + version;
        }

        @Override
        String interpreter() {
            return "bin/python";
        }
    },
    NODE("@alpacahq/alpaca-trade-api", "4.0.2", "session.mjs") {
        @Override
        List<List<String>> installation() {
            return List.of(
                    List.of(
                            "npm",
                            "install",
                            "--prefix=.",
                            "--no-audit",
                            "--no-fund",
                            "--ignore-scripts",
                            "--fetch-retries=1",
                            "--fetch-timeout=15000",
                            library()));
        }

        @Override
        String library() {
            return name + "@" + version;
        }

        @Override
        String interpreter() {
            return "node";
        }
    };

    private static final Path SCRIPTS = Path.of("src", "test", "sdk");
    private static final Duration INSTALLATION = Duration.ofMinutes(4);
    private static final Duration SESSION = Duration.ofMinutes(2);

    final String name;
    final String version;
    private final String script;

    /** How a program ended. */
    record Ended(int status, List<String> lines) {

        String text() {
            return String.join("\n", lines);
        }
    }

    Peer(String name, String version, String script) {
        this.name = name;
        this.version = version;
        this.script = script;
    }

    abstract List<List<String>> installation();

    abstract String library();

    abstract String interpreter();

    /** Why it cannot be had here, or nothing where it lies in its folder now. */
    String missing() throws IOException, InterruptedException {
        Path installed = folder().resolve(".installed");
        if (Files.exists(installed)) {
            return "";
        }
        Files.createDirectories(folder());
        for (List<String> command : installation()) {
            Ended ended;
            try {
                ended = run(command, INSTALLATION);
            } catch (IOException noSuchProgram) {
                return library() + ": " + noSuchProgram.getMessage();
            }
            if (ended.status() != 0) {
                return library() + ": " + String.join(" ", command) + ": " + ended.text();
            }
        }
        Files.createFile(installed);
        return "";
    }

    /** Has the session with a broker. */
    Ended session(URI trading, URI data) throws IOException, InterruptedException {
        // a module finds its packages beside itself
        Files.copy(
                SCRIPTS.resolve(script),
                folder().resolve(script),
                StandardCopyOption.REPLACE_EXISTING);
        return run(List.of(interpreter(), script, trading.toString(), data.toString()), SESSION);
    }

    /** How many steps the script has, by the marks in its text. */
    long steps() throws IOException {
        String mark = this == PYTHON ? "@step" : "  async ";
        try (var lines = Files.lines(SCRIPTS.resolve(script))) {
            return lines.filter(line -> line.startsWith(mark)).count();
        }
    }

    private Path folder() {
        String own = script.substring(script.lastIndexOf('.') + 1) + "-" + version;
        return Path.of("target", "sdk", own).toAbsolutePath();
    }

    private Ended run(List<String> command, Duration limit)
            throws IOException, InterruptedException {
        File output = folder().resolve("output.txt").toFile();
        List<String> words = new ArrayList<>(command);
        if (words.get(0).startsWith("bin/")) {
            words.set(0, folder().resolve(words.get(0)).toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .directory(folder().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output);
        // neither keys nor hosts of the machine concern the session
        builder.environment().keySet().removeIf(one -> one.startsWith("APCA_"));
        Process process = builder.start();
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Ended(
                    -1, List.of("not done within " + limit, Files.readString(output.toPath())));
        }
        return new Ended(process.exitValue(), Files.readAllLines(output.toPath()));
    }
}
