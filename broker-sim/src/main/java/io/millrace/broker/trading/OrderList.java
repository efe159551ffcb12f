package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.millrace.broker.exchange.Asset;
import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.Ticket;
import io.millrace.broker.exchange.TicketJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which orders a list shows, and in which order. */
record OrderList(
        String status,
        long after,
        long until,
        @Nullable String afterOrder,
        @Nullable String beforeOrder,
        Set<String> symbols,
        @Nullable String side,
        boolean nested,
        boolean ascending,
        int limit) {

    private static final int MOST = 500;

    static OrderList read(Call call) {
        String afterOrder = call.text("after_order_id");
        String beforeOrder = call.text("before_order_id");
        if (afterOrder != null && beforeOrder != null) {
            throw ApiError.invalid("only one of before_order_id or after_order_id is accepted");
        }
        String side = call.text("side");
        return new OrderList(
                call.choice("status", "open", List.of("open", "closed", "all")),
                call.instant("after", Long.MIN_VALUE),
                call.instant("until", Long.MAX_VALUE),
                afterOrder,
                beforeOrder,
                Set.copyOf(call.words("symbols")),
                side == null ? null : call.choice("side", side, List.of("buy", "sell")),
                call.flag("nested"),
                call.choice("direction", "desc", List.of("asc", "desc")).equals("asc"),
                call.whole("limit", 50, 1, MOST));
    }

    ArrayNode of(Desk desk) {
        List<Ticket> shown = new ArrayList<>();
        Set<String> inside = new HashSet<>();
        for (Ticket ticket : desk.tickets().all().subList(from(desk), to(desk))) {
            if (wants(ticket, desk) && !inside.contains(ticket.id())) {
                shown.add(ticket);
                if (nested) {
                    desk.tickets().legsOf(ticket).forEach(leg -> inside.add(leg.id()));
                }
            }
        }
        if (!ascending) {
            Collections.reverse(shown);
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Ticket ticket : shown.subList(0, Math.min(limit, shown.size()))) {
            array.add(nested ? desk.json().nested(ticket) : desk.json().flat(ticket));
        }
        return array;
    }

    private boolean wants(Ticket ticket, Desk desk) {
        boolean open = ticket.isOpen();
        long submitted = ticket.releasedAtMillis();
        Asset asset = desk.assets().of(ticket.terms().symbol());
        return (status.equals("all") || status.equals("open") == open)
                && submitted > after
                && submitted < until
                && (side == null || side.equals(TicketJson.side(ticket.terms().side())))
                && (symbols.isEmpty()
                        || symbols.contains(asset.orderSymbol().toUpperCase(Locale.ROOT))
                        || symbols.contains(asset.positionSymbol().toUpperCase(Locale.ROOT)));
    }

    private int from(Desk desk) {
        return afterOrder == null ? 0 : place(desk, afterOrder) + 1;
    }

    private int to(Desk desk) {
        return beforeOrder == null ? desk.tickets().all().size() : place(desk, beforeOrder);
    }

    private static int place(Desk desk, String id) {
        Ticket ticket = desk.tickets().find(id);
        if (ticket == null) {
            throw ApiError.notFound("order not found for " + id);
        }
        return desk.tickets().all().indexOf(ticket);
    }
}
