package io.millrace.control.ledger;

import java.time.Instant;

/**
 * What makes two orders the same order whatever they are called. Account and strategy belong to it
 * and are the same for all rows of one run.
 *
 * @param leg what the order is for: ENTRY, TAKE_PROFIT, STOP_LOSS or EXIT
 */
record DecisionKey(String symbol, long signalMillis, String leg) {

    @Override
    public String toString() {
        return leg + " of " + symbol + " at " + Instant.ofEpochMilli(signalMillis);
    }
}
