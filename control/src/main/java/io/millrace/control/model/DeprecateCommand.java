package io.millrace.control.model;

import io.millrace.connectors.models.ModelCard;
import io.millrace.connectors.models.ModelState;
import io.millrace.control.ExitCode;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Withdraws a model. */
@Command(
        name = "deprecate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Withdraw a model for good; it never comes back.",
        footer = {
            "",
            "Example:",
            "  ./millrace models deprecate tft/1 --approve ada --why \"drifts\""
        })
public final class DeprecateCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "NAME/VERSION, such as tft/1.")
    private String id = "";

    @Option(
            names = "--approve",
            required = true,
            paramLabel = "WHO",
            description = "Who answers for it.")
    private String who = "";

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Reason.")
    private String why = "";

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Write models_registry of this database, too.")
    private @Nullable String db;

    @Mixin private Registry registry = new Registry();

    @Override
    public Integer call() {
        ModelCard.Step step =
                new ModelCard.Step(ModelState.DEPRECATED, Instant.now().toEpochMilli(), who, why);
        ModelCard card = registry.ask(models -> models.deprecate(id, step));
        registry.publish(db);
        Objects.requireNonNull(spec)
                .commandLine()
                .getOut()
                .println(registry.asksJson() ? registry.told(card) : id + ": " + card.state());
        return ExitCode.OK;
    }
}
