package io.millrace.domain.order;

/** Which way an order trades. */
public enum Side {
    BUY,
    SELL
}
