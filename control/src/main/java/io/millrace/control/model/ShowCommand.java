package io.millrace.control.model;

import io.millrace.control.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the card of a model. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Print a model's card: gates, metrics, lineage and history.",
        footer = {"", "Example:", "  ./millrace models show tft/1"})
public final class ShowCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "NAME/VERSION, such as tft/1.")
    private String id = "";

    @Mixin private Registry registry = new Registry();

    @Override
    public Integer call() {
        Objects.requireNonNull(spec)
                .commandLine()
                .getOut()
                .println(registry.told(registry.ask(models -> models.card(id))));
        return ExitCode.OK;
    }
}
