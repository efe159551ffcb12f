package io.millrace.control.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the ledger's rows add up to: orders, positions and cash, computed anew. */
final class BrokerBook {

    private final List<BookedOrder> orders = new ArrayList<>();
    private final Map<String, BookedOrder> byId = new HashMap<>();
    private final Map<String, BigDecimal> positions = new TreeMap<>();
    private final List<Finding> wrong = new ArrayList<>();
    private @Nullable BigDecimal cash;
    private int fills;
    private long lastWallMillis;

    static BrokerBook of(LedgerFile ledger) {
        BrokerBook book = new BrokerBook();
        ledger.rows().forEach(book::take);
        return book;
    }

    /** Every order in the order in which the broker took it. */
    List<BookedOrder> orders() {
        return orders;
    }

    /** By client order id, without what has none; the first row of a name that is there twice. */
    Map<String, BookedOrder> byName() {
        Map<String, BookedOrder> named = new LinkedHashMap<>();
        for (BookedOrder order : orders) {
            if (!order.clientOrderId.isEmpty()) {
                named.putIfAbsent(order.clientOrderId, order);
            }
        }
        return named;
    }

    BigDecimal position(String symbol) {
        return positions.getOrDefault(symbol, BigDecimal.ZERO);
    }

    Map<String, BigDecimal> positions() {
        return positions;
    }

    BigDecimal cash() {
        return cash == null ? BigDecimal.ZERO : cash;
    }

    int fills() {
        return fills;
    }

    long lastWallMillis() {
        return lastWallMillis;
    }

    /** Fills and running values of the ledger that contradict each other. */
    List<Finding> contradictions() {
        return wrong;
    }

    private void take(LedgerRow row) {
        lastWallMillis = Math.max(lastWallMillis, row.wallMillis());
        switch (row.type()) {
            case "START" -> start(row);
            case "ORDER" -> add(new BookedOrder(row));
            case "STATUS" -> {
                BookedOrder order = known(row);
                if (order != null) {
                    order.stands(row.text("status"), row);
                }
            }
            case "RESIZE" -> {
                BookedOrder order = known(row);
                if (order != null) {
                    order.quantity = row.decimal("qty");
                }
            }
            case "REPLACE" -> replace(row);
            case "FILL" -> fill(row);
            default -> {
                // CONFIG and what later versions add say nothing about money
            }
        }
    }

    /** Every start of the broker writes one; only the first brings money. */
    private void start(LedgerRow row) {
        if (cash == null) {
            cash = row.decimal("cash");
        }
    }

    private void add(BookedOrder order) {
        orders.add(order);
        byId.putIfAbsent(order.id, order);
    }

    private @Nullable BookedOrder known(LedgerRow row) {
        BookedOrder order = byId.get(row.text("id"));
        if (order == null) {
            wrong.add(
                    new Finding(
                            Breach.WRONG_FILL,
                            "line "
                                    + row.line()
                                    + ": "
                                    + row.type()
                                    + " of no order of the ledger"));
        }
        return order;
    }

    /** A replacement is a new order that goes on where the old one stopped. */
    private void replace(LedgerRow row) {
        BookedOrder replacement = new BookedOrder(row);
        BookedOrder before = byId.get(row.text("replaces"));
        if (before == null) {
            wrong.add(
                    new Finding(
                            Breach.WRONG_FILL,
                            "line " + row.line() + ": replaces no order of the ledger"));
        } else {
            replacement.filled = before.filled;
            before.stands("replaced", row);
        }
        add(replacement);
    }

    private void fill(LedgerRow row) {
        fills++;
        BigDecimal quantity = row.decimal("qty");
        BigDecimal price = row.decimal("price");
        String symbol = row.text("symbol");
        boolean buys = row.text("side").equalsIgnoreCase("buy");
        BookedOrder order = known(row);
        expect(row, "qty", quantity.signum() > 0, quantity, "more than 0");
        expect(row, "price", price.signum() > 0, price, "more than 0");
        if (order != null) {
            order.filled = order.filled.add(quantity);
            expect(row, "symbol", order.symbol.equals(symbol), symbol, order.symbol);
            expect(row, "side", order.isBuy() == buys, row.text("side"), order.side);
            same(row, "cum_qty", order.filled);
            expect(
                    row,
                    "cum_qty",
                    order.filled.compareTo(order.quantity) <= 0,
                    order.filled,
                    "at most " + order.quantity);
        }
        positions.merge(symbol, buys ? quantity : quantity.negate(), BigDecimal::add);
        BigDecimal worth = quantity.multiply(price);
        BigDecimal fee = row.optionalDecimal("fee");
        BigDecimal after = cash().add(buys ? worth.negate() : worth);
        cash = fee == null ? after : after.subtract(fee);
        same(row, "position", position(symbol));
        same(row, "cash", cash());
    }

    private void same(LedgerRow row, String name, BigDecimal computed) {
        BigDecimal said = row.decimal(name);
        expect(row, name, said.compareTo(computed) == 0, said, computed);
    }

    private void expect(LedgerRow row, String name, boolean holds, Object said, Object expected) {
        if (!holds) {
            wrong.add(
                    new Finding(
                            Breach.WRONG_FILL,
                            "line "
                                    + row.line()
                                    + ", fill of "
                                    + row.optional("client_order_id")
                                    + ": "
                                    + name
                                    + ": "
                                    + said
                                    + " (expected: "
                                    + expected
                                    + ")"));
        }
    }
}
