package io.millrace.control.model;

import io.millrace.control.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks that a model is what its card says. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Compute the artifact's hash anew and hold both cards against each other.",
            "Exit code 1 where anything differs."
        },
        footer = {"", "Example:", "  ./millrace models verify tft/1"})
public final class VerifyCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "NAME/VERSION, such as tft/1.")
    private String id = "";

    @Mixin private Registry registry = new Registry();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<String> faults = registry.ask(models -> models.faults(id));
        if (registry.asksJson()) {
            out.println(registry.json(Map.of("id", id, "faults", faults)));
        } else {
            out.println(
                    faults.isEmpty()
                            ? id + ": as its card says"
                            : id + ": not as its card says\n  " + String.join("\n  ", faults));
        }
        return faults.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
