package io.millrace.domain.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The sheet on which statistics are noted: what is undefined leaves no trace on it. */
final class Measured {

    private final Map<Statistic, Double> values = new EnumMap<>(Statistic.class);

    Map<Statistic, Double> values() {
        return values;
    }

    /** Notes a value; one that is not finite is undefined. */
    void put(Statistic statistic, double value) {
        if (Double.isFinite(value)) {
            values.put(statistic, value == 0 ? 0.0 : value); // no negative zero in files
        }
    }

    void put(Statistic statistic, OptionalDouble value) {
        value.ifPresent(present -> put(statistic, present));
    }

    /** Notes a quotient, unless there is nothing to divide by. */
    void putRatio(Statistic statistic, double numerator, double denominator) {
        if (denominator != 0) {
            put(statistic, numerator / denominator);
        }
    }
}
