package io.millrace.domain.market;

/**
 * The trading of one symbol over one interval, known from {@code endMillis} on.
 *
 * <p>Prices and volume are doubles that hold a printed decimal of at most 15 significant digits, so
 * {@code BigDecimal.valueOf(price)} gives the printed number back wherever money is counted.
 *
 * @param symbol ticker, such as {@code AAPL} or {@code BTCUSD}
 * @param startMillis first instant of the interval, epoch milliseconds
 * @param endMillis first instant after it: the event time of the bar
 * @param volume shares or coins traded, not negative
 */
public record Bar(
        String symbol,
        long startMillis,
        long endMillis,
        double open,
        double high,
        double low,
        double close,
        double volume) {}
