package io.millrace.connectors.alpaca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.OrderAddress;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders in our words and in Alpaca's. */
final class Documents {

    static final long AT = 1_700_000_000_000L;
    static final Order ENTRY = order("entry", Leg.ENTRY, OrderType.MARKET, TimeInForce.DAY);
    static final Order PROFIT = order("profit", Leg.TAKE_PROFIT, OrderType.LIMIT, TimeInForce.GTC);
    static final Order STOP = order("stop", Leg.STOP_LOSS, OrderType.STOP, TimeInForce.GTC);
    static final Order EXIT = order("exit", Leg.EXIT, OrderType.MARKET, TimeInForce.DAY);

    private Documents() {}

    private static Order order(String id, Leg leg, OrderType type, TimeInForce timeInForce) {
        return new Order(
                id,
                leg == Leg.TAKE_PROFIT || leg == Leg.STOP_LOSS ? "entry" : null,
                "SPY",
                leg == Leg.ENTRY ? Side.BUY : Side.SELL,
                leg,
                type,
                timeInForce,
                new BigDecimal("1E+1"),
                type == OrderType.LIMIT ? new BigDecimal("410.50") : null,
                type == OrderType.STOP ? new BigDecimal("390.25") : null,
                AT,
                "SIGNAL");
    }

    static BrokerRequest submit(boolean lookFirst, Order... orders) {
        Order first = orders[0];
        return new BrokerRequest(
                OrderRequest.submit(List.of(orders)),
                new OrderAddress(first.clientOrderId(), null, first.type()),
                lookFirst);
    }

    static BrokerRequest cancel(String id, @Nullable String carrier, OrderType type) {
        return new BrokerRequest(
                OrderRequest.cancel(id, AT, "END_OF_DAY"),
                new OrderAddress(id, carrier, type),
                false);
    }

    static BrokerRequest resize(String id, @Nullable String carrier, OrderType type, String size) {
        return new BrokerRequest(
                OrderRequest.resize(id, new BigDecimal(size), AT, "PARTIAL"),
                new OrderAddress(id, carrier, type),
                false);
    }

    static BrokerRequest lookup(String id, @Nullable String carrier, OrderType type) {
        return new BrokerRequest(
                OrderRequest.lookup(id, AT, "UNANSWERED"),
                new OrderAddress(id, carrier, type),
                false);
    }

    /** An order of ten shares as Alpaca shows it. */
    static ObjectNode shown(String id, String name, String type, String status) {
        return Json.object()
                .put("id", id)
                .put("client_order_id", name)
                .put("created_at", "2023-11-14T22:13:20.123456789Z")
                .put("submitted_at", "2023-11-14T22:13:21.5Z")
                .put("updated_at", "2023-11-14T17:13:22.000000001-05:00")
                .putNull("replaced_by")
                .put("symbol", "SPY")
                .put("order_class", "")
                .put("qty", "10")
                .put("filled_qty", "0")
                .putNull("filled_avg_price")
                .put("type", type)
                .put("side", "buy")
                .put("time_in_force", "gtc")
                .putNull("legs")
                .put("status", status);
    }

    /** A bracket named "entry" whose legs Alpaca named itself. */
    static ObjectNode bracket(String status, ObjectNode... legs) {
        ObjectNode entry = shown("id-entry", "entry", "market", status);
        entry.put("order_class", "bracket").putArray("legs").addAll(List.of(legs));
        return entry;
    }

    static ObjectNode profitLeg(String status) {
        return shown("id-profit", "made-by-alpaca-1", "limit", status)
                .put("limit_price", "410.5")
                .put("order_class", "bracket")
                .put("side", "sell");
    }

    static ObjectNode stopLeg(String status) {
        return shown("id-stop", "made-by-alpaca-2", "stop", status)
                .put("stop_price", "390.25")
                .put("order_class", "bracket")
                .put("side", "sell");
    }
}
