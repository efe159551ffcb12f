package io.millrace.control.stack;

import io.millrace.control.CommandFailure;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A part of the stack that can be asked for alone; one or more servers. */
enum Part {
    KAFKA,
    REGISTRY,
    POSTGRES,
    FLINK,
    BROKER_SIM,
    MODEL_SERVER;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is started unless something else is asked for: everything that needs no model. */
    static Set<Part> standard() {
        return EnumSet.complementOf(EnumSet.of(MODEL_SERVER));
    }

    /** The parts of those names. */
    static Set<Part> of(List<String> labels) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        labels.forEach(label -> parts.add(named(label)));
        return parts;
    }

    private static Part named(String label) {
        return Arrays.stream(values())
                .filter(part -> part.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                CommandFailure.usage(
                                        "--only: "
                                                + label
                                                + " (expected: "
                                                + Arrays.stream(values())
                                                        .map(Part::label)
                                                        .collect(Collectors.joining(", "))
                                                + ")"));
    }
}
