package io.millrace.domain.market;

/**
 * One print on the tape.
 *
 * @param atMillis event time, epoch milliseconds
 * @param size shares or coins
 * @param sequence place on its tape, which orders prints of the same instant
 */
public record Trade(String symbol, long atMillis, double price, double size, long sequence) {}
