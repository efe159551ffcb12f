package io.millrace.domain.model;

/**
 * What a promotion gate says of a model.
 *
 * @param name such as {@code win-rate}
 * @param actual what the model shows
 * @param expected what it has to show
 */
public record GateReading(String name, boolean passed, String actual, String expected) {}
