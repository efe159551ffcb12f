package io.millrace.flink.inference;

import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.model.Absence;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelWindow;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about a bar, or why nothing is.
 *
 * @param pointer who is asked
 * @param absence why nobody is; absent exactly when there are a window and a pointer
 */
public record Question(
        Observation observation,
        @Nullable ModelWindow window,
        @Nullable ModelPointer pointer,
        @Nullable Absence absence) {}
