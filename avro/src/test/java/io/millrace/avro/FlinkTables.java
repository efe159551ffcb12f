package io.millrace.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The topics as tables of Flink SQL, told from the schemas. */
final class FlinkTables {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What people read and what Java's generated classes want; neither changes the format. */
    private static final List<String> REMARKS = List.of("doc", "version", "avro.java.string");

    private static final String HEAD =
            """
            -- %s
            --
            -- Generated from avro/src/main/avro by FlinkTablesTest, which fails when it is stale and writes it with
            --   ./mvnw -pl avro -am test -Dtest=FlinkTablesTest -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.docs.write=true
            -- Times are UTC. The schema stands here because a table's own would read the enumerations as texts, which Avro refuses.
            """;

    private FlinkTables() {}

    /** What the topic is called in SQL. */
    static String table(Topic topic) {
        return topic.label().replace('.', '_');
    }

    static String definition(Topic topic) {
        Schema schema = topic.schema();
        String columns =
                schema.getFields().stream()
                        .map(field -> "    `" + field.name() + "` " + type(field.schema()) + ",\n")
                        .collect(Collectors.joining());
        return HEAD.formatted(schema.getDoc())
                + "CREATE TABLE `"
                + table(topic)
                + "` (\n"
                + columns
                + "    WATERMARK FOR `ts` AS `ts` - INTERVAL '5' SECOND\n) WITH (\n"
                + option("connector", "kafka")
                + option("topic", topic.label())
                + option("properties.bootstrap.servers", "127.0.0.1:9092")
                + option("scan.startup.mode", "earliest-offset")
                + option("format", "avro-confluent")
                + option("avro-confluent.url", "http://127.0.0.1:8085/apis/ccompat/v7")
                + option("avro-confluent.schema", bare(schema)).replaceFirst(",\n$", "\n")
                + ");\n";
    }

    private static String option(String key, String value) {
        return "    '" + key + "' = '" + value.replace("'", "''") + "',\n";
    }

    private static String type(Schema schema) {
        if (schema.isUnion()) {
            Schema present =
                    schema.getTypes().stream()
                            .filter(one -> one.getType() != Schema.Type.NULL)
                            .findFirst()
                            .orElseThrow();
            return plain(present);
        }
        return plain(schema) + " NOT NULL";
    }

    private static String plain(Schema schema) {
        return switch (schema.getType()) {
            case STRING, ENUM -> "STRING";
            case INT -> "INT";
            case LONG -> schema.getLogicalType() == null ? "BIGINT" : "TIMESTAMP(3)";
            case DOUBLE -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case BYTES ->
                    schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                            ? "DECIMAL(" + decimal.getPrecision() + ", " + decimal.getScale() + ")"
                            : "BYTES";
            case ARRAY -> "ARRAY<" + type(schema.getElementType()) + ">";
            case RECORD ->
                    schema.getFields().stream()
                            .map(field -> "`" + field.name() + "` " + type(field.schema()))
                            .collect(Collectors.joining(", ", "ROW<", ">"));
            default -> throw new IllegalArgumentException("no such type in use: " + schema);
        };
    }

    private static String bare(Schema schema) {
        try {
            JsonNode json = MAPPER.readTree(schema.toString());
            strip(json);
            return json.toString();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(REMARKS);
        }
        node.forEach(FlinkTables::strip);
    }
}
