package io.millrace.control.ledger;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An order as the account kept it: the last line of {@code orders.csv} about it.
 *
 * @param status where it stood at the end
 */
record KeptOrder(
        String clientOrderId,
        String parentId,
        DecisionKey key,
        String side,
        String type,
        BigDecimal quantity,
        String reason,
        String status) {

    private static final Set<String> ENDED = Set.of("FILLED", "CANCELED", "EXPIRED", "REJECTED");

    /** Every order by its client order id. */
    static Map<String, KeptOrder> read(Path file) {
        Map<String, KeptOrder> orders = new LinkedHashMap<>();
        CsvRecords.read(
                "orders",
                file,
                row -> {
                    KeptOrder order =
                            new KeptOrder(
                                    row.getField("client_order_id"),
                                    row.getField("parent_id"),
                                    new DecisionKey(
                                            row.getField("symbol"),
                                            CsvRecords.millis(row, "submitted"),
                                            row.getField("leg")),
                                    row.getField("side").toLowerCase(Locale.ROOT),
                                    row.getField("type").toLowerCase(Locale.ROOT),
                                    new BigDecimal(row.getField("quantity")),
                                    row.getField("reason"),
                                    row.getField("status"));
                    orders.put(order.clientOrderId(), order);
                });
        return orders;
    }

    boolean hasEnded() {
        return ENDED.contains(status);
    }

    boolean isProtection() {
        return key.leg().equals("TAKE_PROFIT") || key.leg().equals("STOP_LOSS");
    }

    /** Whether a decision of the strategy asked for it, and not a rule that closes positions. */
    boolean isFromSignal() {
        return key.leg().equals("ENTRY") || (key.leg().equals("EXIT") && reason.equals("SIGNAL"));
    }

    /** Whether the row could be this order under another name. */
    boolean looksLike(BookedOrder row) {
        return key.symbol().equals(row.symbol)
                && side.equals(row.side)
                && (row.type.isEmpty() || type.equals(row.type))
                && quantity.compareTo(row.quantity) == 0;
    }
}
