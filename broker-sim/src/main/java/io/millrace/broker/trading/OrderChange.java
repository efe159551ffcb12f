package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.exchange.Asset;
import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.OrderTerms;
import io.millrace.broker.exchange.Replacement;
import io.millrace.broker.exchange.Ticket;
import io.millrace.broker.exchange.TicketStatus;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of a PATCH: what cannot be replaced, then the desk. */
final class OrderChange {

    private OrderChange() {}

    static ObjectNode replace(Desk desk, Ticket ticket, JsonNode body) {
        checkStatus(ticket);
        Replacement asked = read(body);
        checkFields(desk, ticket, asked);
        OrderTerms terms = ticket.terms();
        Asset asset = desk.assets().of(terms.symbol());
        if (!asset.crypto()) {
            PriceRules.checkTick("limit_price", asked.limitPrice());
            PriceRules.checkTick("stop_price", asked.stopPrice());
        }
        if (asked.quantity() != null) {
            checkQuantity(desk, ticket, asset, asked.quantity());
        }
        checkPower(desk, ticket, asked);
        return desk.replace(ticket, asked);
    }

    private static void checkStatus(Ticket ticket) {
        if (ticket.status() == TicketStatus.ACCEPTED) {
            throw ApiError.invalid("unable to replace order, order isn't sent to exchange yet");
        }
        if (!ticket.isOpen()) {
            throw ApiError.invalid("unable to replace order, order is not open");
        }
        if (ticket.terms().notional() != null) {
            throw ApiError.invalid("unable to replace order, notional orders cannot be replaced");
        }
    }

    private static Replacement read(JsonNode body) {
        String tif = body.path("time_in_force").asText("");
        String name = body.path("client_order_id").asText("");
        return new Replacement(
                OrderBody.decimal(body, "qty"),
                OrderBody.decimal(body, "limit_price"),
                OrderBody.decimal(body, "stop_price"),
                OrderBody.decimal(body, "trail"),
                tif.isEmpty() ? null : tif,
                name.isEmpty() ? null : name);
    }

    private static void checkFields(Desk desk, Ticket ticket, Replacement asked) {
        OrderTerms terms = ticket.terms();
        String name = asked.clientOrderId();
        if (name != null && desk.tickets().named(name) != null) {
            throw ApiError.invalid("client_order_id must be unique");
        }
        String tif = asked.timeInForce();
        if (tif != null && !List.of("day", "gtc").contains(tif)) {
            throw ApiError.invalid("invalid time_in_force");
        }
        requirePrice("limit_price", asked.limitPrice(), terms.type().equals("limit"));
        requirePrice("stop_price", asked.stopPrice(), terms.type().equals("stop"));
        requirePrice("trail", asked.trail(), terms.trails());
        boolean nothing =
                asked.quantity() == null
                        && asked.limitPrice() == null
                        && asked.stopPrice() == null
                        && asked.trail() == null
                        && tif == null;
        if (nothing) {
            throw ApiError.unprocessable("order parameters are not changed");
        }
    }

    private static void requirePrice(String name, @Nullable BigDecimal price, boolean takesOne) {
        if (price != null && (!takesOne || price.signum() <= 0)) {
            throw ApiError.invalid("invalid " + name + " " + price.toPlainString());
        }
    }

    private static void checkQuantity(Desk desk, Ticket ticket, Asset asset, BigDecimal total) {
        if (!asset.crypto() && !ClassRules.isWhole(total)) {
            throw ApiError.invalid("qty must be integer");
        }
        if (total.compareTo(ticket.filled()) <= 0) {
            throw ApiError.invalid("unable to replace order, qty must be > filled_qty");
        }
        BigDecimal more = total.subtract(ticket.quantity());
        Shares shares = Shares.of(desk, asset.symbol());
        boolean closes =
                shares.existing().signum() > 0 && shares.closingSide() == ticket.terms().side();
        if (closes && more.signum() > 0) {
            shares.require(more, asset, desk);
        }
    }

    /** The dearer of the old and the new order is what counts. */
    private static void checkPower(Desk desk, Ticket ticket, Replacement asked) {
        OrderTerms terms = ticket.terms();
        Shares shares = Shares.of(desk, terms.symbol());
        boolean closes = shares.existing().signum() > 0 && shares.closingSide() == terms.side();
        if (closes || !terms.leads() || terms.side() == Side.SELL) {
            return;
        }
        BigDecimal last = Money.price(desk, terms.symbol());
        BigDecimal total = asked.quantity() == null ? ticket.quantity() : asked.quantity();
        BigDecimal limit = asked.limitPrice() == null ? terms.limitPrice() : asked.limitPrice();
        BigDecimal stop = asked.stopPrice() == null ? ticket.stopPrice() : asked.stopPrice();
        BigDecimal before =
                Money.cost(Side.BUY, ticket.leaves(), terms.limitPrice(), ticket.stopPrice(), last);
        BigDecimal after = Money.cost(Side.BUY, total.subtract(ticket.filled()), limit, stop, last);
        if (after.compareTo(before) > 0) {
            OrderEntry.checkBuyingPower(desk, after, before);
        }
    }
}
