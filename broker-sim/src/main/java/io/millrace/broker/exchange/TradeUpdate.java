package io.millrace.broker.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/**
 * One event of the {@code trade_updates} stream.
 *
 * <p>It keeps the order's figures, not their text: a broker remembers every update of its ledger.
 *
 * @param sequence counts all updates of the ledger from 1; the same update has the same number
 *     after a restart
 * @param atMillis market time
 * @param id the ULID, which orders as the sequence does
 * @param writer makes what {@link #data} returns
 */
public record TradeUpdate(long sequence, long atMillis, String id, Supplier<ObjectNode> writer) {

    /**
     * The {@code data} object as Alpaca sends it, a new one each time: event, event_id, at,
     * timestamp, order and, for a fill, execution_id, price, qty and position_qty.
     */
    public ObjectNode data() {
        return writer.get();
    }
}
