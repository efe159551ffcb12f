package io.millrace.domain.portfolio;

/**
 * What an account holds of one symbol from an instant on.
 *
 * @param atMillis event time of the statement
 */
public record AccountPosition(String account, long atMillis, Position position) {}
