package io.millrace.connectors.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.market.Market;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One of our submissions in the words of Alpaca's order form.
 *
 * <p>An entry with two protections is a bracket; two protections without an entry are a
 * one-cancels- other pair, whose parent is the take profit and carries its name.
 *
 * @param name the client order id that the document goes by
 */
record OrderDocument(String name, JsonNode json) {

    static OrderDocument of(List<Order> orders, Market market) {
        Order takeProfit = leg(orders, Leg.TAKE_PROFIT);
        Order stopLoss = leg(orders, Leg.STOP_LOSS);
        boolean pair = orders.size() == 2 && takeProfit != null && stopLoss != null;
        Order carrier = pair && takeProfit != null ? takeProfit : orders.get(0);
        ObjectNode json =
                Json.object()
                        .put("client_order_id", carrier.clientOrderId())
                        .put("symbol", carrier.symbol())
                        .put("qty", plain(carrier.quantity()))
                        .put("side", carrier.side().name().toLowerCase(Locale.ROOT))
                        .put("type", carrier.type().name().toLowerCase(Locale.ROOT))
                        .put("time_in_force", timeInForce(orders, market));
        if (orders.size() == 1) {
            json.put("order_class", "simple");
            priced(json, carrier);
        } else if (takeProfit == null || stopLoss == null || orders.size() > 3) {
            throw new IllegalArgumentException(
                    "orders: "
                            + orders.stream().map(Order::leg).toList()
                            + " (expected: one order, an entry with both protections, or both"
                            + " protections)");
        } else {
            json.put("order_class", pair ? "oco" : "bracket");
            if (!pair) {
                priced(json, carrier);
            }
            json.putObject("take_profit").put("limit_price", price(takeProfit.limitPrice()));
            json.putObject("stop_loss").put("stop_price", price(stopLoss.stopPrice()));
        }
        return new OrderDocument(carrier.clientOrderId(), json);
    }

    private static void priced(ObjectNode json, Order order) {
        if (order.type() == OrderType.LIMIT) {
            json.put("limit_price", price(order.limitPrice()));
        } else if (order.type() == OrderType.STOP) {
            json.put("stop_price", price(order.stopPrice()));
        }
    }

    /**
     * Alpaca knows one time in force for a whole group, and none that ends with a session for
     * crypto: the protections must outlive the session, so theirs wins.
     */
    private static String timeInForce(List<Order> orders, Market market) {
        boolean lasting =
                market == Market.CRYPTO
                        || orders.stream().anyMatch(o -> o.timeInForce() == TimeInForce.GTC);
        return lasting ? "gtc" : "day";
    }

    static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    private static String price(@Nullable BigDecimal value) {
        if (value == null) {
            throw new IllegalArgumentException("price: missing (expected: one that fits the type)");
        }
        return plain(value);
    }

    private static @Nullable Order leg(List<Order> orders, Leg leg) {
        return orders.stream().filter(order -> order.leg() == leg).findFirst().orElse(null);
    }
}
