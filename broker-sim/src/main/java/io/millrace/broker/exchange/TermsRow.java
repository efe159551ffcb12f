package io.millrace.broker.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The terms of an order as the ledger writes and reads them. */
final class TermsRow {

    private TermsRow() {}

    static ObjectNode write(String type, OrderTerms terms) {
        ObjectNode row = Rows.row(type);
        return row.put("id", terms.id())
                .put("client_order_id", terms.clientOrderId())
                .put("venue_id", terms.venueId())
                .put("parent_id", terms.leads() ? null : terms.groupId())
                .put("replaces", terms.replaces())
                .put("order_class", terms.orderClass())
                .put("role", terms.role())
                .put("symbol", terms.symbol())
                .put("side", TicketJson.side(terms.side()))
                .put("order_type", terms.type())
                .put("tif", terms.timeInForce())
                .put("qty", Figures.text(terms.quantity()))
                .put("notional", Figures.textOrNull(terms.notional()))
                .put("limit_price", Figures.textOrNull(terms.limitPrice()))
                .put("stop_price", Figures.textOrNull(terms.stopPrice()))
                .put("trail_price", Figures.textOrNull(terms.trailPrice()))
                .put("trail_percent", Figures.textOrNull(terms.trailPercent()))
                .put("extended_hours", terms.extendedHours())
                .put("created_at", terms.createdAtMillis());
    }

    static OrderTerms read(JsonNode row) {
        String venueId = row.path("venue_id").asText();
        String parentId = textOrNull(row, "parent_id");
        return new OrderTerms(
                row.path("id").asText(),
                venueId,
                parentId == null ? venueId : parentId,
                row.path("client_order_id").asText(),
                row.path("order_class").asText(),
                row.path("role").asText(),
                row.path("symbol").asText(),
                Side.valueOf(row.path("side").asText().toUpperCase(Locale.ROOT)),
                row.path("order_type").asText(),
                row.path("tif").asText(),
                new BigDecimal(row.path("qty").asText()),
                decimal(row, "notional"),
                decimal(row, "limit_price"),
                decimal(row, "stop_price"),
                decimal(row, "trail_price"),
                decimal(row, "trail_percent"),
                row.path("extended_hours").asBoolean(),
                textOrNull(row, "replaces"),
                row.path("created_at").asLong());
    }

    private static @Nullable BigDecimal decimal(JsonNode row, String name) {
        String text = textOrNull(row, name);
        return text == null ? null : new BigDecimal(text);
    }

    private static @Nullable String textOrNull(JsonNode row, String name) {
        return row.hasNonNull(name) ? row.path(name).asText() : null;
    }
}
