package io.millrace.broker.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.order.Side;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** An order as Alpaca writes it. */
public final class TicketJson {

    private final Assets assets;
    private final Tickets tickets;

    TicketJson(Assets assets, Tickets tickets) {
        this.assets = assets;
        this.tickets = tickets;
    }

    /** The order with its legs inside. */
    public ObjectNode nested(Ticket ticket) {
        return nested(ticket, tickets.legsOf(ticket), assets.of(ticket.terms().symbol()));
    }

    /** Writes later, on any thread, the order as it is now with its legs inside. */
    Supplier<ObjectNode> nestedAsItIs(Ticket ticket) {
        Ticket head = ticket.asItIs();
        List<Ticket> legs = tickets.legsOf(ticket).stream().map(Ticket::asItIs).toList();
        Asset asset = assets.of(ticket.terms().symbol());
        return () -> nested(head, legs, asset);
    }

    /** The order alone. */
    public ObjectNode flat(Ticket ticket) {
        return flat(ticket, assets.of(ticket.terms().symbol()));
    }

    private static ObjectNode nested(Ticket ticket, List<Ticket> legs, Asset asset) {
        ObjectNode json = flat(ticket, asset);
        if (!legs.isEmpty()) {
            ArrayNode array = json.putArray("legs");
            legs.forEach(leg -> array.add(flat(leg, asset)));
        }
        return json;
    }

    private static ObjectNode flat(Ticket ticket, Asset asset) {
        OrderTerms terms = ticket.terms();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", terms.id()).put("client_order_id", terms.clientOrderId());
        putTimes(json, ticket);
        json.put("replaced_by", ticket.replacedBy())
                .put("replaces", terms.replaces())
                .put("asset_id", asset.id())
                .put("symbol", asset.orderSymbol())
                .put("asset_class", asset.assetClass())
                .put("notional", Figures.textOrNull(terms.notional()))
                .put("qty", terms.notional() == null ? Figures.text(ticket.quantity()) : null)
                .put("filled_qty", Figures.text(ticket.filled()))
                .put("filled_avg_price", Figures.textOrNull(ticket.averagePrice()))
                .put("order_class", terms.orderClass())
                .put("order_type", terms.type())
                .put("type", terms.type())
                .put("side", side(terms.side()))
                .put("time_in_force", terms.timeInForce())
                .put("limit_price", Figures.textOrNull(terms.limitPrice()))
                .put("stop_price", Figures.textOrNull(ticket.stopPrice()))
                .put("status", ticket.status().text())
                .put("extended_hours", terms.extendedHours())
                .putNull("legs")
                .put("trail_percent", Figures.textOrNull(terms.trailPercent()))
                .put("trail_price", Figures.textOrNull(terms.trailPrice()))
                .put("hwm", Figures.textOrNull(ticket.highWater()))
                .putNull("ratio_qty")
                .putNull("subtag")
                .putNull("source");
        return json;
    }

    public static String side(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }

    private static void putTimes(ObjectNode json, Ticket ticket) {
        String changed = Figures.instant(ticket.changedAtMillis());
        TicketStatus status = ticket.status();
        json.put("created_at", Figures.instant(ticket.terms().createdAtMillis()))
                .put("updated_at", changed)
                .put("submitted_at", Figures.instant(ticket.releasedAtMillis()))
                .put("filled_at", status == TicketStatus.FILLED ? changed : null)
                .put("expired_at", status == TicketStatus.EXPIRED ? changed : null)
                .put("expires_at", Figures.instantOrNull(ticket.expiresAtMillis()))
                .put("canceled_at", status == TicketStatus.CANCELED ? changed : null)
                .put("failed_at", status == TicketStatus.REJECTED ? changed : null)
                .put("replaced_at", status == TicketStatus.REPLACED ? changed : null);
    }
}
