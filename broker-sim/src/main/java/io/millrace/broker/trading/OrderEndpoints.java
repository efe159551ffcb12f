package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.Exchange;
import io.millrace.broker.exchange.Ticket;
import io.millrace.broker.exchange.TicketStatus;
import java.util.List;
import java.util.regex.Pattern;

/** {@code /v2/orders}. */
final class OrderEndpoints {

    private static final String ORDERS = "/v2/orders";
    private static final String ONE = ORDERS + "/([^/]+)";
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F-]{36}");

    private final Exchange exchange;

    OrderEndpoints(Exchange exchange) {
        this.exchange = exchange;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.post(ORDERS, this::submit),
                Endpoint.get(ORDERS, this::list),
                Endpoint.delete(ORDERS, this::cancelAll),
                Endpoint.get(ORDERS + ":by_client_order_id", this::named),
                Endpoint.get(ONE, this::one),
                Endpoint.patch(ONE, this::replace),
                Endpoint.delete(ONE, this::cancel));
    }

    private Answer submit(Call call) {
        OrderBody body = OrderBody.read(call.body());
        return Answer.ok(exchange.change(desk -> OrderEntry.enter(desk, body)));
    }

    private Answer list(Call call) {
        OrderList list = OrderList.read(call);
        return Answer.ok(exchange.read(list::of));
    }

    private Answer one(Call call) {
        return Answer.ok(
                exchange.read(
                        desk -> {
                            Ticket ticket = find(desk, call.id());
                            return desk.json().nested(ticket);
                        }));
    }

    private Answer named(Call call) {
        String name = call.text("client_order_id", "");
        return Answer.ok(
                exchange.read(
                        desk -> {
                            Ticket ticket = desk.tickets().named(name);
                            if (ticket == null) {
                                throw ApiError.notFound("order not found for " + name);
                            }
                            return desk.json().nested(ticket);
                        }));
    }

    private Answer replace(Call call) {
        JsonNode body = call.body();
        return Answer.ok(
                exchange.change(desk -> OrderChange.replace(desk, find(desk, call.id()), body)));
    }

    private Answer cancel(Call call) {
        return exchange.change(
                desk -> {
                    Ticket ticket = find(desk, call.id());
                    if (ticket.isOpen()) {
                        desk.cancel(ticket, "requested");
                    } else if (ticket.status() != TicketStatus.CANCELED) {
                        throw ApiError.unprocessable(
                                "order is already in \"" + ticket.status().text() + "\" state");
                    }
                    return Answer.empty();
                });
    }

    private Answer cancelAll(Call call) {
        return Answer.several(exchange.change(OrderEndpoints::cancelAll));
    }

    /** Cancels everything that is open; the answer names each, those that went along too. */
    static ArrayNode cancelAll(Desk desk) {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        for (Ticket ticket : List.copyOf(desk.tickets().open())) {
            if (ticket.isOpen()) {
                desk.cancel(ticket, "requested with all others");
            }
            results.addObject()
                    .put("id", ticket.id())
                    .put("status", 200)
                    .set("body", desk.json().flat(ticket));
        }
        return results;
    }

    private static Ticket find(Desk desk, String id) {
        if (!UUID_FORM.matcher(id).matches()) {
            throw ApiError.invalid("order_id is missing");
        }
        Ticket ticket = desk.tickets().find(id);
        if (ticket == null) {
            throw ApiError.notFound("order not found for " + id);
        }
        return ticket;
    }
}
