package io.millrace.control.model;

import io.millrace.connectors.models.ModelCard;
import io.millrace.connectors.models.ModelState;
import io.millrace.control.CommandFailure;
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

/** Makes a candidate the model that may decide. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Make a candidate green; the green one before it is deprecated. Refused with",
            "its numbers where a gate does not pass, unless somebody answers for it."
        },
        footer = {
            "",
            "Examples:",
            "  ./millrace models promote tft/1",
            "  ./millrace models promote tft/1 --approve ada --why \"paper trial\""
        })
public final class PromoteCommand implements Callable<Integer> {

    private static final String BY_ITS_GATES = "gates";

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "NAME/VERSION, such as tft/1.")
    private String id = "";

    @Option(
            names = "--approve",
            paramLabel = "WHO",
            description = "Promote in spite of refusals; the card names WHO.")
    private @Nullable String who;

    @Option(names = "--why", paramLabel = "TEXT", description = "Reason, with --approve.")
    private @Nullable String why;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Write models_registry of this database, too.")
    private @Nullable String db;

    @Mixin private Registry registry = new Registry();

    @Override
    public Integer call() {
        boolean answered = who != null && why != null && !who.isBlank() && !why.isBlank();
        if ((who != null || why != null) && !answered) {
            throw CommandFailure.usage("--approve and --why (expected: both, or none)");
        }
        ModelCard.Step green =
                new ModelCard.Step(
                        ModelState.GREEN,
                        Instant.now().toEpochMilli(),
                        answered ? Objects.requireNonNull(who) : BY_ITS_GATES,
                        answered ? Objects.requireNonNull(why) : "every gate passed");
        ModelCard card = registry.ask(models -> models.promote(id, green, answered));
        registry.publish(db);
        Objects.requireNonNull(spec)
                .commandLine()
                .getOut()
                .println(registry.asksJson() ? registry.told(card) : id + ": " + card.state());
        return ExitCode.OK;
    }
}
