package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An order as a caller writes it; nothing of it is checked but that numbers are numbers. */
record OrderBody(
        String symbol,
        String side,
        String type,
        String timeInForce,
        String orderClass,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal notional,
        Prices prices,
        @Nullable BigDecimal takeProfit,
        @Nullable BigDecimal stopLoss,
        @Nullable BigDecimal stopLossLimit,
        boolean extendedHours,
        @Nullable String clientOrderId) {

    /** The prices of the order itself. */
    record Prices(
            @Nullable BigDecimal limit,
            @Nullable BigDecimal stop,
            @Nullable BigDecimal trail,
            @Nullable BigDecimal trailPercent) {

        static Prices none() {
            return new Prices(null, null, null, null);
        }
    }

    static OrderBody read(JsonNode json) {
        String orderClass = json.path("order_class").asText("");
        String clientOrderId = json.path("client_order_id").asText("");
        return new OrderBody(
                json.path("symbol").asText(""),
                json.path("side").asText(""),
                json.path("type").asText(""),
                json.path("time_in_force").asText(""),
                orderClass.equals("simple") ? "" : orderClass,
                decimal(json, "qty"),
                decimal(json, "notional"),
                new Prices(
                        decimal(json, "limit_price"),
                        decimal(json, "stop_price"),
                        decimal(json, "trail_price"),
                        decimal(json, "trail_percent")),
                decimal(json.path("take_profit"), "limit_price"),
                decimal(json.path("stop_loss"), "stop_price"),
                decimal(json.path("stop_loss"), "limit_price"),
                json.path("extended_hours").asBoolean(),
                clientOrderId.isEmpty() ? null : clientOrderId);
    }

    /** A market order for the day. */
    static OrderBody market(String symbol, String side, BigDecimal quantity) {
        return new OrderBody(
                symbol,
                side,
                "market",
                "day",
                "",
                quantity,
                null,
                Prices.none(),
                null,
                null,
                null,
                false,
                null);
    }

    boolean buys() {
        return side.equals("buy");
    }

    boolean isComplex() {
        return !orderClass.isEmpty();
    }

    static @Nullable BigDecimal decimal(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull() || value.asText().isEmpty()) {
            return null;
        }
        try {
            return new BigDecimal(value.asText());
        } catch (NumberFormatException e) {
            throw ApiError.invalid(name + " is not a number: " + value.asText());
        }
    }
}
