package io.millrace.control.live;

import io.millrace.control.Millrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of Millrace in a process of its own, so that it can be killed; ends with the test. */
public final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts the command; all that it says goes to the file. */
    public static ChildProcess start(Path log, String... arguments) throws IOException {
        return start(log, Map.of(), arguments);
    }

    /** The same with variables of its own in its environment. */
    static ChildProcess start(Path log, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(Millrace.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), log);
    }

    /** Waits for a line that begins so, and gives the rest of it. */
    public String awaitLine(String beginning) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            boolean alive = process.isAlive();
            String said = said();
            for (String line : said.substring(0, said.lastIndexOf('\n') + 1).split("\n", -1)) {
                if (line.startsWith(beginning)) {
                    return line.substring(beginning.length());
                }
            }
            if (!alive) {
                break;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no line that begins with " + beginning + " in: " + said());
    }

    /** Waits for the end and gives the exit code. */
    public int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still alive: " + said());
        }
        return process.exitValue();
    }

    /** Everything it has said so far. */
    public String said() throws IOException {
        return Files.readString(log);
    }

    /** What {@code kill} does: the process may bring its work to an end. */
    public void terminate() {
        process.destroy();
    }

    /** What {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
