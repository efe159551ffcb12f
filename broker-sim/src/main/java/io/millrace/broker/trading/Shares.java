package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.millrace.broker.exchange.Asset;
import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.Figures;
import io.millrace.domain.order.Side;
import io.millrace.domain.venue.WorkingOrder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * What of a position can still be sold, or bought back.
 *
 * @param existing size of the position, not negative
 * @param held what orders that would close it have taken
 */
record Shares(BigDecimal existing, BigDecimal held, Side closingSide) {

    static Shares of(Desk desk, String symbol) {
        BigDecimal quantity = desk.holdings().quantity(symbol);
        Side closing = quantity.signum() < 0 ? Side.BUY : Side.SELL;
        Map<String, BigDecimal> byGroup = new HashMap<>();
        for (WorkingOrder working : desk.working(symbol)) {
            if (working.order().side() == closing) {
                String parent = working.order().parentId();
                byGroup.merge(
                        parent == null ? working.id() : parent, working.leaves(), BigDecimal::max);
            }
        }
        BigDecimal held = byGroup.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Shares(quantity.abs(), held, closing);
    }

    BigDecimal available() {
        return existing.subtract(held).max(BigDecimal.ZERO);
    }

    /** Refuses an order on the closing side that asks for more than there is. */
    void require(BigDecimal quantity, Asset asset, Desk desk) {
        if (quantity.compareTo(available()) <= 0) {
            return;
        }
        ApiError refusal =
                ApiError.forbidden(
                        "insufficient qty available for order (requested: "
                                + Figures.text(quantity)
                                + ", available: "
                                + Figures.text(available())
                                + ")");
        ArrayNode related = JsonNodeFactory.instance.arrayNode();
        desk.tickets().openOn(asset.symbol()).stream()
                .filter(open -> open.terms().side() == closingSide)
                .forEach(open -> related.add(open.id()));
        throw refusal.with("available", Figures.text(available()))
                .with("existing_qty", Figures.text(existing))
                .with("held_for_orders", Figures.text(held))
                .with("related_orders", related)
                .with("symbol", asset.orderSymbol());
    }
}
