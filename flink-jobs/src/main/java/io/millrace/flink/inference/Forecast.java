package io.millrace.flink.inference;

import io.millrace.domain.model.Absence;
import io.millrace.domain.model.Prediction;
import org.jspecify.annotations.Nullable;

/**
 * What one model said at one bar, or why it said nothing: one for each bar and model asked.
 *
 * @param used whether the ensemble heard it
 * @param absence why the ensemble did not hear it; absent for what was used and for a candidate
 *     whose word does not count
 * @param detail what was seen, in words
 */
public record Forecast(
        String symbol,
        long atMillis,
        Role role,
        boolean used,
        @Nullable Prediction prediction,
        @Nullable Absence absence,
        String detail) {

    /** As what a model is asked. */
    public enum Role {
        ACTIVE,
        CANDIDATE
    }
}
