package io.millrace.domain.order;

/** How an order is priced. */
public enum OrderType {
    /** At the best price there is. */
    MARKET,
    /** At the limit price or better. */
    LIMIT,
    /** As a market order once the stop price has traded. */
    STOP
}
