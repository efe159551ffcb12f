package io.millrace.control.dlq;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.connectors.deadletter.DeadLetterReplay;
import io.millrace.connectors.deadletter.KafkaDeadLetterReplay;
import io.millrace.connectors.deadletter.StoredLetter;
import io.millrace.control.CommandFailure;
import io.millrace.control.ExitCode;
import io.millrace.control.sql.ReachedDatabase;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends dead letters back to the topics that they came from. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Send dead letters back to their topics, byte for byte under their old keys. Each",
            "is marked once it has arrived and not sent a second time unless --again is said;",
            "a second time is harmless, because consumers drop a repeat by its id."
        },
        footer = {
            "",
            "Examples:",
            "  ./millrace dlq replay 3f2a9c1e 77b0c2d4",
            "  ./millrace dlq replay --topic market.raw --since 2h"
        })
public final class DlqReplayCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "ID",
            description = "Ids of letters; the first 8 characters of each do.")
    private List<String> ids = new ArrayList<>();

    @Mixin private LetterFilter filter = new LetterFilter();

    @Option(names = "--again", description = "Send also what was sent before.")
    private boolean again;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9092",
            description = "Brokers to send to; ${DEFAULT-VALUE} unless said.")
    private String kafka = "127.0.0.1:9092";

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "Database to take them from; that of ./millrace up unless said.")
    private String db = ReachedDatabase.LOCAL;

    @Option(names = "--json", description = "Print JSON: the ids sent, sent before, unsendable.")
    private boolean json;

    private final Function<String, DeadLetterReplay> replays;

    /** What users run. */
    public DlqReplayCommand() {
        this(KafkaDeadLetterReplay::to);
    }

    /**
     * A replay by other means.
     *
     * @param replays opens the way to the brokers
     */
    DlqReplayCommand(Function<String, DeadLetterReplay> replays) {
        this.replays = replays;
    }

    @Override
    public Integer call() {
        if (ids.isEmpty() == filter.isEmpty()) {
            throw CommandFailure.usage(
                    "ID, --topic, --since: "
                            + (ids.isEmpty() ? "none" : "both")
                            + " (expected: ids, or --topic and --since)");
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Instant since = filter.since(Instant.now());
        try (OpenBox box = OpenBox.at(db, false)) {
            List<StoredLetter> letters =
                    ids.isEmpty()
                            ? box.ask(all -> all.list(filter.topic(), since, Integer.MAX_VALUE))
                            : named(box);
            ReplayedLetters replayed = new ReplayedLetters(box, again);
            try (DeadLetterReplay replay = replays.apply(kafka)) {
                replayed.send(letters, replay);
            }
            print(replayed, out);
            boolean missed = !ids.isEmpty() && !replayed.unsendable().isEmpty();
            return missed ? ExitCode.UNUSABLE_INPUT : ExitCode.OK;
        }
    }

    private List<StoredLetter> named(OpenBox box) {
        Set<StoredLetter> letters = new LinkedHashSet<>();
        ids.forEach(id -> letters.add(box.one(id)));
        return List.copyOf(letters);
    }

    private void print(ReplayedLetters replayed, PrintWriter out) {
        if (json) {
            ObjectNode node = new ObjectMapper().createObjectNode();
            put(node, "sent", replayed.sent());
            put(node, "sent_before", replayed.before());
            put(node, "unsendable", replayed.unsendable());
            out.println(node);
            return;
        }
        out.println("sent          " + replayed.sent().size());
        out.println("sent before   " + replayed.before().size());
        out.println("unsendable    " + replayed.unsendable().size());
    }

    private static void put(ObjectNode node, String name, List<UUID> ids) {
        ids.forEach(id -> node.withArray("/" + name).add(id.toString()));
        node.withArray("/" + name);
    }
}
