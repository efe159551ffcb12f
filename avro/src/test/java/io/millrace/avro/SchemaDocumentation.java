package io.millrace.avro;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Finds what a schema leaves unsaid: missing envelope fields and missing documentation. */
final class SchemaDocumentation {

    private static final String UUID = "{\"type\":\"string\",\"logicalType\":\"uuid\"}";
    private static final String INSTANT =
            "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";

    /** Field to the types that it may have. */
    private static final Map<String, List<String>> ENVELOPE =
            Map.of(
                    "event_id", List.of(UUID),
                    "correlation_id", List.of(UUID),
                    "idempotency_key", List.of("\"string\""),
                    "symbol", List.of("\"string\"", "[\"null\",\"string\"]"),
                    "ts", List.of(INSTANT),
                    "schema_version", List.of("\"int\""),
                    "source", List.of("\"string\""));

    private SchemaDocumentation() {}

    static boolean isEnvelope(String field) {
        return ENVELOPE.containsKey(field);
    }

    /** What an event misses of the envelope, each problem naming its field. */
    static List<String> envelopeProblems(Schema event) {
        List<String> problems = new ArrayList<>();
        ENVELOPE.forEach(
                (name, types) -> {
                    Schema.Field field = event.getField(name);
                    String type = field == null ? "absent" : plain(field.schema()).toString();
                    if (!types.contains(type)) {
                        problems.add(event.getName() + "." + name + ": " + type);
                    }
                });
        return problems;
    }

    /** Every record, enum and field without a sentence of its own. */
    static List<String> documentationProblems(List<Schema> roots) {
        List<String> problems = new ArrayList<>();
        for (Schema schema : Schemas.named(roots)) {
            if (isNoSentence(schema.getDoc())) {
                problems.add(schema.getName());
            }
            if (schema.getType() == Schema.Type.RECORD) {
                schema.getFields().stream()
                        .filter(field -> isNoSentence(field.doc()))
                        .forEach(field -> problems.add(schema.getName() + "." + field.name()));
            }
        }
        return problems;
    }

    private static boolean isNoSentence(String doc) {
        return doc == null || doc.length() < 10 || !doc.endsWith(".");
    }

    /** The schema without what the code generator added to it. */
    private static Schema plain(Schema schema) {
        return new Schema.Parser()
                .parse(schema.toString().replace(",\"avro.java.string\":\"String\"", ""));
    }
}
