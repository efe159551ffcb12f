package io.millrace.control.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A command of this program in a JVM of its own, with a log file per start. */
final class ChildProcess {

    private static final String MAIN = "io.millrace.control.Millrace";
    private static final List<String> OPENED =
            List.of(
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED");

    private final String name;
    private final List<String> jvmOptions;
    private final List<String> arguments;
    private final Path logs;
    private @Nullable Process process;
    private int starts;

    ChildProcess(String name, List<String> jvmOptions, List<String> arguments, Path logs) {
        this.name = name;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.arguments = List.copyOf(arguments);
        this.logs = logs;
    }

    void start() throws IOException {
        starts++;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPENED);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log().toFile())
                        .start();
    }

    /** What the latest start printed. */
    Path log() {
        return logs.resolve(name + "-" + starts + ".log");
    }

    long pid() {
        return process == null ? -1 : process.pid();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Whether it has ended, of itself and well. */
    boolean hasSucceeded() {
        return process != null && !process.isAlive() && process.exitValue() == 0;
    }

    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Ends it when there is no time to wait. */
    void abandon() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    void signal(String signal) throws IOException, InterruptedException {
        signal(signal, pid());
    }

    /**
     * Waits for its end.
     *
     * @return the exit code
     */
    int await(long atMostSeconds) throws InterruptedException {
        Process awaited = process;
        if (awaited == null || !awaited.waitFor(atMostSeconds, TimeUnit.SECONDS)) {
            kill();
            return -1;
        }
        return awaited.exitValue();
    }

    /** Java itself has no way to stop a process and let it go on. */
    static void signal(String signal, long pid) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        kill.waitFor();
    }
}
