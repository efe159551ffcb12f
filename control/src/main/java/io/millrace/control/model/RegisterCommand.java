package io.millrace.control.model;

import io.millrace.connectors.models.ModelCard;
import io.millrace.connectors.models.ModelState;
import io.millrace.connectors.models.RegistryException;
import io.millrace.connectors.models.TrainedRun;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import java.nio.file.Path;
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

/** Registers an exported model as a candidate. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Register an exported model as a candidate, with a card made from its training",
            "run: metrics, gates, lineage."
        },
        footer = {
            "",
            "Example:",
            "  ./millrace models register 1 --run out/train-1 \\",
            "                               --artifact out/train-1/model.onnx"
        })
public final class RegisterCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "VERSION", description = "New version; the run tells the name.")
    private String version = "";

    @Option(
            names = "--run",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the training run.")
    private @Nullable Path run;

    @Option(
            names = "--artifact",
            required = true,
            paramLabel = "FILE",
            description = "The exported model.")
    private @Nullable Path artifact;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Write models_registry of this database, too.")
    private @Nullable String db;

    @Mixin private Registry registry = new Registry();

    @Override
    public Integer call() {
        Path file = Objects.requireNonNull(artifact);
        ModelCard.Step first =
                new ModelCard.Step(
                        ModelState.CANDIDATE,
                        Instant.now().toEpochMilli(),
                        "training",
                        "registered");
        ModelCard card;
        try {
            card = TrainedRun.read(Objects.requireNonNull(run)).card(version, file, first);
        } catch (RegistryException unusable) {
            throw CommandFailure.unusableInput(unusable.getMessage());
        }
        registry.ask(
                models -> {
                    models.register(card, file);
                    return card;
                });
        registry.publish(db);
        Objects.requireNonNull(spec)
                .commandLine()
                .getOut()
                .println(registry.asksJson() ? registry.told(card) : card.id() + ": CANDIDATE");
        return ExitCode.OK;
    }
}
