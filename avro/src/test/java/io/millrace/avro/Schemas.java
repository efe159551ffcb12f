package io.millrace.avro;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** The schemas of the contract and the ways through them. */
final class Schemas {

    private Schemas() {}

    /** Every event, each once, in the order of the topics. */
    static List<Schema> events() {
        return Arrays.stream(Topic.values()).map(Topic::schema).distinct().toList();
    }

    /** Every record and enum that the schemas are made of, themselves included, in order. */
    static Collection<Schema> named(List<Schema> roots) {
        Map<String, Schema> found = new LinkedHashMap<>();
        Deque<Schema> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Schema next = open.removeFirst();
            switch (next.getType()) {
                case RECORD -> {
                    if (found.putIfAbsent(next.getFullName(), next) == null) {
                        next.getFields().forEach(field -> open.addLast(field.schema()));
                    }
                }
                case ENUM -> found.putIfAbsent(next.getFullName(), next);
                case UNION -> next.getTypes().forEach(open::addLast);
                case ARRAY -> open.addLast(next.getElementType());
                case MAP -> open.addLast(next.getValueType());
                default -> {}
            }
        }
        return found.values();
    }
}
