package io.millrace.avro;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The page {@code docs/events.md}, told from the schemas. */
final class EventsPage {

    private static final String HEAD =
            """
            # Events

            <!-- Generated from avro/src/main/avro by EventsPageTest, which fails when it is stale and writes it with
                 ./mvnw -pl avro -am test -Dtest=EventsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true -->

            Everything that travels on a topic is one of these events, in Avro binary. The schema registry keeps each schema
            under the subject `<topic>-value`. Decimals have 18 places after the point, so compare them by value; a decimal that would lose
            digits is refused when it is written. Prices, sizes and statistics that only features and models read are doubles.

            ## Changing an event

            Edit the `.avsc`, raise its `"version"`, and let `SchemaHistoryTest` store it (its failure prints the command). Every stored version
            must stay readable: a new field needs a default, a type may only widen, and a field without a default stays for ever.

            ## Topics

            | topic | event | key | written by | read by |
            |---|---|---|---|---|
            """;

    private EventsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Topic topic : Topic.values()) {
            page.append(
                    "| `%s` | %s | `%s` | %s | %s |\n"
                            .formatted(
                                    topic.label(),
                                    link(topic.schema()),
                                    topic.keyField(),
                                    topic.writers(),
                                    topic.readers()));
        }
        page.append("\n## Envelope\n\nEvery event begins with these fields.\n\n");
        appendFields(page, Topic.MARKET_RAW.schema(), true);
        page.append("\n`symbol` is absent where an event is about no single one: ")
                .append(
                        Schemas.events().stream()
                                .filter(event -> event.getField("symbol").schema().isUnion())
                                .map(EventsPage::link)
                                .collect(Collectors.joining(", ")))
                .append(".\n");
        for (Schema event : Schemas.events()) {
            appendRecord(page, event);
        }
        page.append("\n# Parts of events\n");
        Schemas.named(Schemas.events()).stream()
                .filter(schema -> !Schemas.events().contains(schema))
                .sorted((one, other) -> one.getName().compareTo(other.getName()))
                .forEach(schema -> appendRecord(page, schema));
        return page.toString().replace("\r\n", "\n");
    }

    private static void appendRecord(StringBuilder page, Schema schema) {
        page.append("\n## ").append(schema.getName()).append("\n\n").append(schema.getDoc());
        String topics =
                Arrays.stream(Topic.values())
                        .filter(topic -> topic.schema().equals(schema))
                        .map(topic -> "`" + topic.label() + "` version " + topic.schemaVersion())
                        .collect(Collectors.joining(", "));
        page.append(topics.isEmpty() ? "" : " On " + topics + ".").append("\n\n");
        if (schema.getType() == Schema.Type.ENUM) {
            page.append("One of `")
                    .append(String.join("`, `", schema.getEnumSymbols()))
                    .append("`.\n");
        } else {
            appendFields(page, schema, false);
        }
    }

    private static void appendFields(StringBuilder page, Schema schema, boolean envelope) {
        boolean event = Schemas.events().contains(schema);
        page.append("| field | type | meaning |\n|---|---|---|\n");
        schema.getFields().stream()
                .filter(field -> !event || SchemaDocumentation.isEnvelope(field.name()) == envelope)
                .map(EventsPage::row)
                .forEach(page::append);
    }

    private static String row(Schema.Field field) {
        return "| `%s` | %s | %s |\n"
                .formatted(field.name(), type(field.schema()), field.doc().replace("|", "\\|"));
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM -> link(schema);
            case UNION -> type(schema.getTypes().get(1)) + " or absent";
            case ARRAY -> "list of " + type(schema.getElementType());
            case BYTES ->
                    schema.getLogicalType() instanceof LogicalTypes.Decimal ? "decimal" : "bytes";
            default ->
                    schema.getLogicalType() == null
                            ? schema.getType().getName()
                            : schema.getLogicalType().getName();
        };
    }

    private static String link(Schema schema) {
        return "[%s](#%s)".formatted(schema.getName(), schema.getName().toLowerCase(Locale.ROOT));
    }
}
