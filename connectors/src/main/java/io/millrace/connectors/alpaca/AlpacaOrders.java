package io.millrace.connectors.alpaca;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads Alpaca's order documents. */
public final class AlpacaOrders {

    private static final Logger LOG = LoggerFactory.getLogger(AlpacaOrders.class);

    private static final String REPLACED = "replaced";
    private static final Pattern RENAMED = Pattern.compile("(.+)\\.r([0-9]{1,6})");

    /** What is not here works on, as far as we know: only a word that we know ends an order. */
    private static final Map<String, OrderStatus> STATUSES =
            Map.ofEntries(
                    entry("new", OrderStatus.ACCEPTED),
                    entry("accepted", OrderStatus.ACCEPTED),
                    entry("pending_new", OrderStatus.ACCEPTED),
                    entry("pending_review", OrderStatus.ACCEPTED),
                    entry("accepted_for_bidding", OrderStatus.ACCEPTED),
                    entry("pending_cancel", OrderStatus.ACCEPTED),
                    entry("pending_replace", OrderStatus.ACCEPTED),
                    entry("stopped", OrderStatus.ACCEPTED),
                    entry("calculated", OrderStatus.ACCEPTED),
                    entry("suspended", OrderStatus.ACCEPTED),
                    // it works on under the name of its replacement
                    entry(REPLACED, OrderStatus.ACCEPTED),
                    entry("partially_filled", OrderStatus.PARTIALLY_FILLED),
                    entry("held", OrderStatus.HELD),
                    entry("filled", OrderStatus.FILLED),
                    entry("canceled", OrderStatus.CANCELED),
                    entry("expired", OrderStatus.EXPIRED),
                    entry("rejected", OrderStatus.REJECTED));

    private AlpacaOrders() {}

    /**
     * The order alone, without its legs.
     *
     * @param carrierClientId for a leg: our name of the order that carried it
     * @throws AlpacaError when it is not an order
     */
    public static BrokerOrder read(JsonNode order, @Nullable String carrierClientId)
            throws AlpacaError {
        String id = Json.text(order, "id");
        if (id.isEmpty()) {
            throw AlpacaError.unreadable("an answer that is not an order: no id");
        }
        BigDecimal filled = orZero(Json.decimal(order, "filled_qty"));
        BigDecimal quantity = Json.decimal(order, "qty");
        long created = Json.millis(order, "created_at");
        long submitted = Json.millis(order, "submitted_at");
        return new BrokerOrder(
                id,
                ourName(Json.text(order, "client_order_id")),
                carrierClientId,
                symbol(order),
                Json.word(order, "side").startsWith("sell") ? Side.SELL : Side.BUY,
                type(order),
                status(order, filled),
                quantity == null ? filled : quantity,
                filled,
                filled.signum() == 0 ? null : Json.decimal(order, "filled_avg_price"),
                Json.decimal(order, "limit_price"),
                Json.decimal(order, "stop_price"),
                submitted == 0 ? created : submitted,
                Math.max(Json.millis(order, "updated_at"), created));
    }

    /** The order, then its legs; legs that were replaced are left out for their replacements. */
    static List<BrokerOrder> readWithLegs(JsonNode order, @Nullable String carrierClientId)
            throws AlpacaError {
        List<BrokerOrder> orders = new ArrayList<>();
        BrokerOrder first = read(order, carrierClientId);
        orders.add(first);
        for (JsonNode leg : order.path("legs")) {
            if (!isReplaced(leg)) {
                orders.add(read(leg, first.clientOrderId()));
            }
        }
        return orders;
    }

    /** Our name of an order, which a replacement carries with {@code .r} and a number. */
    public static String ourName(String clientOrderId) {
        Matcher renamed = RENAMED.matcher(clientOrderId);
        return renamed.matches() ? renamed.group(1) : clientOrderId;
    }

    /** How often the order of this name was replaced. */
    static int replacements(String clientOrderId) {
        Matcher renamed = RENAMED.matcher(clientOrderId);
        return renamed.matches() ? Integer.parseInt(renamed.group(2)) : 0;
    }

    /** Whether another order document stands for this order now; {@code replaced_by} names it. */
    public static boolean isReplaced(JsonNode order) {
        return Json.word(order, "status").equals(REPLACED);
    }

    /** The ticker without the slash that Alpaca puts into pairs in orders, but not in positions. */
    public static String symbol(JsonNode document) {
        return Json.text(document, "symbol").replace("/", "");
    }

    static OrderType type(JsonNode order) {
        String type = Json.word(order, "type");
        return switch (type.isEmpty() ? Json.word(order, "order_type") : type) {
            case "limit" -> OrderType.LIMIT;
            case "stop", "stop_limit", "trailing_stop" -> OrderType.STOP;
            default -> OrderType.MARKET;
        };
    }

    private static OrderStatus status(JsonNode order, BigDecimal filled) {
        String word = Json.word(order, "status");
        if (word.equals("done_for_day")) {
            return Json.word(order, "time_in_force").equals("day")
                    ? OrderStatus.EXPIRED
                    : working(filled);
        }
        OrderStatus status = STATUSES.get(word);
        if (status == null) {
            LOG.warn(
                    "order {} has the status '{}', which is unheard of; it counts as working",
                    Json.text(order, "client_order_id"),
                    word);
            return working(filled);
        }
        return status == OrderStatus.ACCEPTED ? working(filled) : status;
    }

    /** Alpaca's word for what is asked of an order hides that some of it has filled. */
    private static OrderStatus working(BigDecimal filled) {
        return filled.signum() > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.ACCEPTED;
    }

    private static BigDecimal orZero(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
