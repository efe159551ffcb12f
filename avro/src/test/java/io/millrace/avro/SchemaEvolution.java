package io.millrace.avro;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Says why a schema may not follow an older one.
 *
 * <p>Avro's own rules decide whether readers of the new schema understand old data (BACKWARD). One
 * rule is added: a field without a default stays, because a reader of the old schema that still
 * runs during an upgrade could not do without it.
 */
final class SchemaEvolution {

    private SchemaEvolution() {}

    /** Every problem, each naming its field; empty when the change is allowed. */
    static List<String> problems(Schema current, Schema stored) {
        List<String> problems = new ArrayList<>();
        SchemaCompatibility.checkReaderWriterCompatibility(current, stored)
                .getResult()
                .getIncompatibilities()
                .forEach(one -> problems.add(describe(current, one)));
        collectRemoved(current, stored, "", problems);
        return problems;
    }

    private static String describe(Schema reader, Incompatibility problem) {
        return "%s: %s (%s)"
                .formatted(
                        fieldAt(reader, problem.getLocation()),
                        problem.getType(),
                        problem.getMessage());
    }

    /** The dotted field that a location such as {@code /fields/7/type/items/fields/0} names. */
    private static String fieldAt(Schema reader, String location) {
        List<String> names = new ArrayList<>();
        Schema at = reader;
        String[] steps = location.split("/", -1);
        for (int i = 1; i < steps.length; i++) {
            switch (steps[i]) {
                case "fields" -> {
                    Schema.Field field = at.getFields().get(Integer.parseInt(steps[++i]));
                    names.add(field.name());
                    at = field.schema();
                }
                case "items" -> at = at.getElementType();
                case "values" -> at = at.getValueType();
                case "type" -> {}
                default -> {
                    if (at.isUnion()) {
                        at = at.getTypes().get(Integer.parseInt(steps[i]));
                    }
                }
            }
        }
        return String.join(".", names);
    }

    private static void collectRemoved(
            Schema current, Schema stored, String path, List<String> problems) {
        for (Schema record : records(stored).toList()) {
            records(current)
                    .filter(same -> same.getFullName().equals(record.getFullName()))
                    .findFirst()
                    .ifPresent(same -> collectRemovedFields(same, record, path, problems));
        }
    }

    private static void collectRemovedFields(
            Schema current, Schema stored, String path, List<String> problems) {
        for (Schema.Field old : stored.getFields()) {
            String name = path + old.name();
            Schema.Field kept =
                    current.getFields().stream()
                            .filter(field -> namesOf(field).contains(old.name()))
                            .findFirst()
                            .orElse(null);
            if (kept != null) {
                collectRemoved(kept.schema(), old.schema(), name + ".", problems);
            } else if (!old.hasDefaultValue()) {
                problems.add(name + ": REMOVED (it has no default, and old readers need it)");
            }
        }
    }

    private static Set<String> namesOf(Schema.Field field) {
        return Stream.concat(Stream.of(field.name()), field.aliases().stream())
                .collect(Collectors.toSet());
    }

    /** The records directly within a type, through unions, arrays and maps. */
    private static Stream<Schema> records(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> Stream.of(schema);
            case UNION -> schema.getTypes().stream().flatMap(SchemaEvolution::records);
            case ARRAY -> records(schema.getElementType());
            case MAP -> records(schema.getValueType());
            default -> Stream.empty();
        };
    }
}
