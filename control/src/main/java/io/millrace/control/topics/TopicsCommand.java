package io.millrace.control.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.SchemaRegistry;
import io.millrace.connectors.kafka.TopicAdmin;
import io.millrace.connectors.kafka.TopicRow;
import io.millrace.connectors.kafka.TopicStatus;
import io.millrace.control.ExitCode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the topics and what is on the broker, and creates what is missing. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        sortSynopsis = false,
        description = {
            "Show every topic: how it should be set up, and what is on the broker and in the",
            "schema registry. --create adds what is missing; what exists is never changed."
        },
        footer = {
            "",
            "Exit codes: 0 all is as the table says; 1 something is missing or different, or",
            "a server does not answer; 2 usage or configuration.",
            "",
            "Examples:",
            "  ./millrace topics --create",
            "  ./millrace topics --json --kafka 127.0.0.1:9092"
        })
public final class TopicsCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--create", description = "Create missing topics and register schemas.")
    private boolean create;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "The broker; kafka.bootstrap-servers unless said.")
    private @Nullable String kafka;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "The schema registry; kafka.registry-url unless said.")
    private @Nullable String registry;

    @Option(names = "--json", description = "One JSON array instead of text.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        KafkaSettings settings = KafkaChoice.settings(kafka, registry);
        SchemaRegistry schemas = new SchemaRegistry(settings);
        List<TopicStatus> topics;
        try (TopicAdmin admin = new TopicAdmin(settings)) {
            topics = create ? admin.create() : admin.status();
        }
        List<Shown> shown = new ArrayList<>();
        for (TopicStatus topic : topics) {
            shown.add(new Shown(topic, schema(topic.row(), schemas)));
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(shown.stream().map(Shown::fields).toList()));
        } else {
            print(shown, out);
        }
        return shown.stream().allMatch(Shown::isRight) ? ExitCode.OK : ExitCode.FAILED;
    }

    private List<String> schema(TopicRow row, SchemaRegistry schemas) {
        Topic topic = row.topic();
        if (create) {
            schemas.register(topic.subject(), topic.schema());
            schemas.enforce(topic.subject(), row.compatibility());
            return List.of();
        }
        return schemas.newest(topic.subject()).isEmpty()
                ? List.of("schema: not registered")
                : schemas.differences(topic.subject(), topic.schema());
    }

    private static void print(List<Shown> shown, PrintWriter out) {
        String form = "%-20s %-12s %10s %10s %-8s %9s  %s%n";
        out.printf(form, "TOPIC", "KEY", "PARTITIONS", "RETENTION", "CLEANUP", "RECORDS", "STATE");
        for (Shown one : shown) {
            TopicRow row = one.status().row();
            out.printf(
                    form,
                    row.topic().label(),
                    row.topic().keyField(),
                    row.partitions(),
                    retention(row.retention()),
                    row.cleanup().name().toLowerCase(Locale.ROOT),
                    one.status().exists() ? one.status().records() : "-",
                    one.state());
        }
        out.flush();
    }

    private static String retention(@Nullable Duration kept) {
        return kept == null ? "for ever" : kept.toDays() + " days";
    }

    /**
     * A topic as it is told.
     *
     * @param schema what is not right about its schema
     */
    private record Shown(TopicStatus status, List<String> schema) {

        boolean isRight() {
            return status.exists() && differences().isEmpty();
        }

        List<String> differences() {
            List<String> all = new ArrayList<>(status.differences());
            all.addAll(schema);
            return all;
        }

        String state() {
            List<String> said = new ArrayList<>();
            if (!status.exists()) {
                said.add("missing (./millrace topics --create)");
            } else if (status.created()) {
                said.add("created");
            }
            said.addAll(differences());
            return said.isEmpty() ? "ok" : String.join("; ", said);
        }

        Map<String, Object> fields() {
            TopicRow row = status.row();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("topic", row.topic().label());
            fields.put("key", row.topic().keyField());
            fields.put("partitions", row.partitions());
            fields.put("retention_ms", row.retention() == null ? -1 : row.retention().toMillis());
            fields.put("cleanup_policy", row.cleanup().name().toLowerCase(Locale.ROOT));
            fields.put("subject", row.topic().subject());
            fields.put("compatibility", row.compatibility().name());
            fields.put("exists", status.exists());
            fields.put("created", status.created());
            fields.put("records", status.records());
            fields.put("differences", differences());
            return fields;
        }
    }
}
