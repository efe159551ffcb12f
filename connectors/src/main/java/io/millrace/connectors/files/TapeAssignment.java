package io.millrace.connectors.files;

import org.jspecify.annotations.Nullable;

/**
 * What is left to hand to the reader.
 *
 * @param waiting the tape, or null when a reader has it
 */
public record TapeAssignment(@Nullable TapeSplit waiting) {}
