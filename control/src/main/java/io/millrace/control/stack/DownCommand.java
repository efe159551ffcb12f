package io.millrace.control.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.ExitCode;
import io.millrace.stack.supervisor.ServerStatus;
import io.millrace.stack.supervisor.StackFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops the servers of the stack. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Stop the servers that ./millrace up has started, in the reverse order. Their data",
            "stays in DIR/stack and is there at the next start."
        },
        footer = {"", "Example:", "  ./millrace down --json"})
public final class DownCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "One JSON object instead of text.")
    private boolean json;

    @Mixin private StackHome home = new StackHome();

    @Override
    public Integer call() throws IOException {
        StackFolder folder = home.folder();
        List<String> stopped = folder.servers().stream().map(ServerStatus::name).toList();
        boolean wasUp = BackgroundSupervisor.stop(folder);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("was_up", wasUp);
            all.put("stopped", stopped);
            all.put("folder", folder.path().toString());
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
        } else {
            out.println(
                    wasUp
                            ? "  stopped       " + String.join(", ", stopped)
                            : "  stack         was down already");
        }
        return ExitCode.OK;
    }
}
