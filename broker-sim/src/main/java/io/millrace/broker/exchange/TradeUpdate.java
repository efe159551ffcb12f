package io.millrace.broker.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One event of the {@code trade_updates} stream.
 *
 * @param sequence counts all updates of the ledger from 1; the same update has the same number
 *     after a restart
 * @param atMillis market time
 * @param data the {@code data} object as Alpaca sends it: event, event_id, at, timestamp, order
 *     and, for a fill, execution_id, price, qty and position_qty
 */
public record TradeUpdate(long sequence, long atMillis, ObjectNode data) {}
