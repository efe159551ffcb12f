package io.millrace.control.stack;

import io.millrace.control.CommandFailure;
import io.millrace.control.Millrace;
import io.millrace.stack.server.Deadline;
import io.millrace.stack.server.JavaCommand;
import io.millrace.stack.supervisor.Health;
import io.millrace.stack.supervisor.ServerStatus;
import io.millrace.stack.supervisor.StackFolder;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The process that supervises a stack after the command that started it has ended. */
final class BackgroundSupervisor {

    /** The first start may have to fetch everything. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Duration ENDING = Duration.ofSeconds(90);
    private static final int TRIES = 2;

    private final StackFolder folder;
    private final PrintWriter err;
    private final long begin = System.nanoTime();
    private @Nullable Process started;

    BackgroundSupervisor(StackFolder folder, PrintWriter err) {
        this.folder = folder;
        this.err = err;
    }

    /**
     * Starts it, out of reach of this terminal's Ctrl-C.
     *
     * @param arguments of the command line that asked for it
     */
    void start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (hasSetsid()) {
            command.add("setsid");
        }
        command.add(JavaCommand.java());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        for (String property : List.of("millrace.home", "project.root")) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Millrace.class.getName()));
        command.addAll(arguments);
        command.add("--foreground");
        Files.createDirectories(folder.path());
        started =
                new ProcessBuilder(command)
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.log().toFile())
                        .start();
    }

    /** Waits until all servers answer, telling which of them do. */
    StackView awaitHealthy() {
        Set<String> told = new HashSet<>();
        boolean healthy =
                Deadline.in(LONGEST)
                        .await(
                                () -> {
                                    List<ServerStatus> servers = folder.servers();
                                    servers.forEach(server -> tell(server, told));
                                    return hasEnded()
                                            || isHopeless(servers)
                                            || StackView.of(folder).isHealthy();
                                });
        StackView view = StackView.of(folder);
        if (!healthy || !view.isHealthy()) {
            throw failure(view);
        }
        return view;
    }

    /** Stops it and its servers; whether there was one. */
    static boolean stop(StackFolder folder) {
        Optional<ProcessHandle> supervisor = folder.supervisor();
        supervisor.ifPresent(
                process -> {
                    process.destroy();
                    if (!Deadline.in(ENDING).await(() -> !process.isAlive())) {
                        process.destroyForcibly();
                        Deadline.in(ENDING).await(() -> !process.isAlive());
                    }
                });
        return supervisor.isPresent();
    }

    private CommandFailure failure(StackView view) {
        StringBuilder why = new StringBuilder("the stack did not start");
        for (ServerStatus server : view.servers()) {
            if (server.health() != Health.HEALTHY) {
                why.append("\n  ").append(server.name()).append(": ");
                why.append(server.health().label());
                if (!server.trouble().isEmpty()) {
                    why.append(", ").append(server.trouble());
                }
                why.append("; see ").append(server.log());
            }
        }
        if (hasEnded()) {
            why.append("\n  its supervisor ended; see ").append(folder.log());
        } else if (started != null) {
            stop(folder);
            why.append("\n  what had started was stopped again");
        }
        return CommandFailure.failed(why.toString());
    }

    private boolean hasEnded() {
        return started == null ? folder.supervisor().isEmpty() : !started.isAlive();
    }

    private static boolean isHopeless(List<ServerStatus> servers) {
        return servers.stream()
                .anyMatch(one -> one.health() == Health.FAILED && one.restarts() >= TRIES);
    }

    private void tell(ServerStatus server, Set<String> told) {
        if (server.health() == Health.HEALTHY && told.add(server.name())) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            err.println(String.format(Locale.ROOT, "  %-20s %5.1f s", server.name(), seconds));
        }
    }

    private static boolean hasSetsid() {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(directory, "setsid"))) {
                return true;
            }
        }
        return false;
    }
}
