package io.millrace.domain.ensemble;

import org.jspecify.annotations.Nullable;

/**
 * One gate's verdict on one decision, with its numbers.
 *
 * @param actual the value that was judged; absent when it is not known
 * @param limit the value that it was judged against
 * @param passed whether the decision may go on; an absent value passes only where the configuration
 *     says so
 */
public record GateReading(Gate gate, @Nullable Double actual, double limit, boolean passed) {}
