package io.millrace.control.live;

import io.millrace.avro.Topic;
import io.millrace.connectors.control.PointerFile;
import io.millrace.connectors.kafka.PointerTopic;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.control.topics.KafkaChoice;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Points an account's runs to another model, from an event time on. */
@Command(
        name = "use",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Point an account's runs to a model, from the first bar that ends at an instant",
            "or after it. Bars before it are answered by the model that was. With --kafka the",
            "jobs of a cluster are pointed to it, and no account's runs."
        },
        footer = {
            "",
            "Examples:",
            "  ./millrace models use tft/2 --from 2026-01-05T15:00:00Z",
            "  ./millrace models use tft/1 --candidate tft/2 --canary-share 0.1 \\",
            "                              --from 2026-01-05T15:00:00Z",
            "  ./millrace models use tft/2 --from 2026-01-05T15:00:00Z --kafka 127.0.0.1:9092"
        })
public final class UseModelCommand implements Callable<Integer> {
    private static final Pattern ID =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63})(?:/([A-Za-z0-9][A-Za-z0-9._-]*))?");

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "NAME/VERSION, or NAME for its newest.")
    private String id = "";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "T",
            description = "End of the first bar that it answers for.")
    private String from = "";

    @Option(
            names = "--until",
            paramLabel = "T",
            description = "End of the first bar that is too late for it; never unless said.")
    private @Nullable String until;

    @Option(
            names = "--candidate",
            paramLabel = "ID",
            description = "A second model that is asked beside it.")
    private @Nullable String candidate;

    @Option(
            names = "--canary-share",
            paramLabel = "S",
            defaultValue = "0",
            description = "Share of symbols on which the candidate counts; ${DEFAULT-VALUE}.")
    private double canaryShare;

    @Option(
            names = "--broker",
            paramLabel = "sim|alpaca-paper",
            defaultValue = "sim",
            description = "Whose account; ${DEFAULT-VALUE} unless said.")
    private String broker = BrokerName.SIM.label();

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Say it to the cluster behind this broker, in control.commands.")
    private @Nullable String kafka;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "The cluster's schema registry; kafka.registry-url unless said.")
    private @Nullable String registry;

    @Option(names = "--why", paramLabel = "TEXT", description = "The reason, for the record.")
    private String why = "";

    @Option(
            names = "--who",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who says it, for the record; you unless said.")
    private String who = "";

    @Mixin private Home home = new Home();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ModelPointer pointer = pointer();
        if (kafka != null) {
            try {
                new PointerTopic(KafkaChoice.settings(kafka, registry)).say(pointer, who, why);
            } catch (IllegalStateException noTopic) {
                throw CommandFailure.failed(String.valueOf(noTopic.getMessage()));
            }
            tell(kafka, pointer, "jobs hear it in " + Topic.CONTROL_COMMANDS.label());
            return ExitCode.OK;
        }
        if (registry != null) {
            throw CommandFailure.usage("--registry: " + registry + " (expected: --kafka, too)");
        }
        BrokerName name = BrokerName.named(broker);
        RunPlace place = home.latest(name).filter(RunPlace::isRunning).orElse(null);
        if (place != null) {
            requireAhead(pointer, place);
        }
        PointerFile file = new PointerFile(home.control(name));
        try {
            file.say(pointer, who, why, System.currentTimeMillis());
        } catch (IOException failure) {
            throw CommandFailure.failed(
                    file.path() + ": " + failure + " (expected: a file that can be written)");
        }
        tell(
                name.label(),
                pointer,
                place == null
                        ? "no run trades the account now"
                        : "run " + place.id() + " hears it");
        return ExitCode.OK;
    }

    private void tell(String whom, ModelPointer pointer, String where) {
        Objects.requireNonNull(spec)
                .commandLine()
                .getOut()
                .println(
                        "%s: %s answers for bars that end from %s on; %s"
                                .formatted(whom, pointer.active(), from, where));
    }

    private ModelPointer pointer() {
        ModelRef active = model("ID", id);
        ModelRef other = candidate == null ? null : model("--candidate", candidate);
        long fromMillis = instant("--from", from);
        long untilMillis = until == null ? ModelPointer.NEVER : instant("--until", until);
        try {
            return new ModelPointer(fromMillis, untilMillis, active, other, canaryShare);
        } catch (IllegalArgumentException refused) {
            throw CommandFailure.usage(String.valueOf(refused.getMessage()));
        }
    }

    /** Bars that were answered stay answered: a replay gives them the same model. */
    private void requireAhead(ModelPointer pointer, RunPlace place) {
        Instant seen =
                place.status()
                        .map(RunStatus::marketTime)
                        .filter(text -> !text.isEmpty())
                        .map(Instant::parse)
                        .orElse(null);
        if (seen != null && pointer.fromMillis() <= seen.toEpochMilli()) {
            throw CommandFailure.usage(
                    "--from: "
                            + from
                            + " (expected: after "
                            + seen
                            + ", which run "
                            + place.id()
                            + " has seen)");
        }
    }

    private static ModelRef model(String option, String text) {
        var matcher = ID.matcher(text);
        if (!matcher.matches()) {
            throw CommandFailure.usage(
                    option + ": " + text + " (expected: NAME/VERSION such as tft/3, or NAME)");
        }
        return new ModelRef(matcher.group(1), matcher.group(2), null);
    }

    private static long instant(String option, String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException unreadable) {
            throw CommandFailure.usage(
                    option + ": " + text + " (expected: an instant such as 2026-01-05T15:00:00Z)");
        }
    }
}
