package io.millrace.connectors.kafka;

import java.util.List;
import java.util.StringJoiner;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** What keeps a new schema from reading what an old one wrote, by the names of the fields. */
final class SchemaDifferences {

    private SchemaDifferences() {}

    /** A line for each field in the way; empty when the new schema reads it all. */
    static List<String> between(Schema written, Schema reader) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, written)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(one -> line(reader, one))
                .toList();
    }

    private static String line(Schema reader, Incompatibility found) {
        String place = place(reader, found.getLocation());
        return switch (found.getType()) {
            case READER_FIELD_MISSING_DEFAULT_VALUE ->
                    place + " is new and has no default (expected: a default)";
            case TYPE_MISMATCH, MISSING_UNION_BRANCH ->
                    place
                            + " was "
                            + found.getWriterFragment().getType().getName()
                            + " and is "
                            + found.getReaderFragment().getType().getName()
                            + " (expected: a type that reads the old one)";
            case MISSING_ENUM_SYMBOLS -> place + " lacks " + found.getMessage();
            case NAME_MISMATCH, FIXED_SIZE_MISMATCH -> place + ": " + found.getMessage();
        };
    }

    /** {@code /fields/3/type/fields/0} in the names of the fields. */
    private static String place(Schema reader, String location) {
        StringJoiner names = new StringJoiner(".", "field ", "");
        names.setEmptyValue("the record");
        Schema at = reader;
        String[] steps = location.split("/", -1);
        for (int i = 1; i < steps.length; i++) {
            if (steps[i].equals("fields") && i + 1 < steps.length && isRecord(at)) {
                Schema.Field field = at.getFields().get(Integer.parseInt(steps[++i]));
                names.add(field.name());
                at = field.schema();
            } else if (steps[i].equals("items")) {
                at = at.getElementType();
            } else if (at.getType() == Schema.Type.UNION && steps[i].matches("\\d+")) {
                at = at.getTypes().get(Integer.parseInt(steps[i]));
            }
        }
        return names.toString();
    }

    private static boolean isRecord(Schema schema) {
        return schema.getType() == Schema.Type.RECORD;
    }
}
