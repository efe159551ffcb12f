package io.millrace.control.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.stack.server.Server;
import io.millrace.stack.supervisor.StackFolder;
import io.millrace.stack.supervisor.Supervisor;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the servers of the stack and leaves them running. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Start the real servers on this machine, without Docker: Kafka, the schema registry,",
            "PostgreSQL, a Flink cluster and the simulated broker. They run until",
            "./millrace down; one that dies is started again. Running it twice is harmless."
        },
        footer = {
            "",
            "Ends when all servers answer. The first start fetches them: about 330 MB.",
            "Exit codes: 0 all answer; 1 one does not; 2 a port is taken, or wrong options.",
            "",
            "Examples:",
            "  ./millrace up",
            "  ./millrace up --only kafka,registry",
            "  ./millrace status"
        })
public final class UpCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = {
                "Some of kafka, registry, postgres, flink, broker-sim, model-server;",
                "all but model-server unless said."
            })
    private List<String> only = List.of();

    @Mixin private StackServers servers = new StackServers();

    @Option(names = "--foreground", description = "Supervise in this process, until it is stopped.")
    private boolean foreground;

    @Option(names = "--json", description = "One JSON object instead of a table.")
    private boolean json;

    @Mixin private StackHome home = new StackHome();

    @Override
    public Integer call() throws IOException {
        Set<Part> parts = only.isEmpty() ? Part.standard() : Part.of(only);
        StackFolder folder = home.folder();
        if (foreground) {
            servers.requireStartable(parts);
            supervise(folder, parts);
            return ExitCode.OK;
        }
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        BackgroundSupervisor supervisor = new BackgroundSupervisor(folder, command.getErr());
        if (folder.supervisor().isEmpty()) {
            servers.requireStartable(parts);
            supervisor.start(command.getParent().getParseResult().originalArgs());
        }
        StackView view = supervisor.awaitHealthy();
        requireAll(view, parts);
        PrintWriter out = command.getOut();
        if (json) {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(view.json()));
        } else {
            view.print(out);
        }
        return ExitCode.OK;
    }

    private void supervise(StackFolder folder, Set<Part> parts) {
        List<Server> all = servers.in(folder, parts);
        Supervisor supervisor =
                Supervisor.of(folder, all)
                        .orElseThrow(
                                () ->
                                        CommandFailure.failed(
                                                "the stack in "
                                                        + folder.path()
                                                        + " is up already; ./millrace status shows"
                                                        + " it"));
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "stop-stack"));
        supervisor.run();
    }

    /** A stack that runs is not changed behind the back of who uses it. */
    private static void requireAll(StackView view, Set<Part> parts) {
        Set<String> missing =
                parts.stream()
                        .map(Part::label)
                        .filter(
                                label ->
                                        view.servers().stream()
                                                .noneMatch(one -> one.name().startsWith(label)))
                        .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            throw CommandFailure.failed(
                    "the stack is up without "
                            + String.join(", ", missing)
                            + " (expected: a stack that was started with it); ./millrace down"
                            + " first, then up again");
        }
    }
}
