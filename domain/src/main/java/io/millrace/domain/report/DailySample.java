package io.millrace.domain.report;

/**
 * A value at the end of one trading session.
 *
 * @param epochDay trade date as days since 1970-01-01
 * @param atMillis the session's close, or the end of the curve if that comes first
 */
public record DailySample(long epochDay, long atMillis, double value) {}
