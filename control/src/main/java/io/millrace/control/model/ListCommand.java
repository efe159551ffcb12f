package io.millrace.control.model;

import io.millrace.connectors.models.ModelCard;
import io.millrace.connectors.models.ModelRegistry;
import io.millrace.control.ExitCode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists every version of every model. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List every version of every model with its state.",
        footer = {"", "Example:", "  ./millrace models list --json"})
public final class ListCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private Registry registry = new Registry();

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<ModelCard> cards = registry.ask(ModelRegistry::list);
        if (registry.asksJson()) {
            out.println(registry.json(cards));
            return ExitCode.OK;
        }
        for (ModelCard card : cards) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %-10s %s  %s%n",
                    card.id(),
                    card.state(),
                    Instant.ofEpochMilli(card.trainedAtMillis()),
                    card.sha256().substring(0, 12));
        }
        if (cards.isEmpty()) {
            out.println("no models");
        }
        return ExitCode.OK;
    }
}
