package io.millrace.flink.inference;

import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelPointer;
import org.jspecify.annotations.Nullable;

/**
 * A bar with what the models said about it, before it is known whose word counts.
 *
 * @param candidate absent where no candidate was asked
 */
public record Answered(
        Observation observation,
        @Nullable ModelPointer pointer,
        ModelAnswer active,
        @Nullable ModelAnswer candidate) {}
