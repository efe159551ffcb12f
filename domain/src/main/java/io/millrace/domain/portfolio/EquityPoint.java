package io.millrace.domain.portfolio;

import java.math.BigDecimal;

/**
 * The worth of an account at an instant: cash and every position at its last close.
 *
 * @param atMillis event time
 */
public record EquityPoint(String account, long atMillis, BigDecimal cash, BigDecimal equity) {}
