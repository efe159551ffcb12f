package io.millrace.broker.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.domain.market.Bar;
import java.math.BigDecimal;

/** The rows of the ledger that are not terms of orders. */
final class Rows {

    static final String ORDER = "ORDER";
    static final String REPLACE = "REPLACE";
    static final String CANCEL = "CANCEL";
    static final String CONFIG = "CONFIG";
    static final String RESTART = "RESTART";
    static final String ANCHOR = "ANCHOR";
    static final String BAR = "BAR";

    private Rows() {}

    static ObjectNode row(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    static ObjectNode status(Ticket ticket, String reason) {
        return row("STATUS")
                .put("id", ticket.id())
                .put("client_order_id", ticket.terms().clientOrderId())
                .put("status", ticket.status().text())
                .put("reason", reason);
    }

    static ObjectNode fill(Execution execution, BigDecimal cash, BigDecimal position) {
        return row("FILL")
                .put("id", execution.orderId())
                .put("client_order_id", execution.clientOrderId())
                .put("symbol", execution.symbol())
                .put("side", TicketJson.side(execution.side()))
                .put("qty", Figures.text(execution.quantity()))
                .put("price", Figures.text(execution.price()))
                .put("fee", Figures.text(execution.fee()))
                .put("cum_qty", Figures.text(execution.cumulative()))
                .put("execution_id", execution.id())
                .put("cash", Figures.text(cash))
                .put("position", Figures.text(position));
    }

    /** A leg covers what its entry has filled and may still fill, and its twin has not. */
    static ObjectNode resize(Ticket ticket) {
        return row("RESIZE")
                .put("id", ticket.id())
                .put("client_order_id", ticket.terms().clientOrderId())
                .put("qty", Figures.text(ticket.quantity()));
    }

    static ObjectNode trail(Ticket ticket) {
        return row("TRAIL")
                .put("id", ticket.id())
                .put("hwm", Figures.textOrNull(ticket.highWater()))
                .put("stop_price", Figures.textOrNull(ticket.stopPrice()));
    }

    static ObjectNode cancel(Ticket ticket, String reason) {
        return row(CANCEL).put("id", ticket.id()).put("reason", reason);
    }

    static ObjectNode bar(Bar bar) {
        return row(BAR).put("symbol", bar.symbol())
                .put("start", bar.startMillis())
                .put("end", bar.endMillis())
                .put("open", bar.open())
                .put("high", bar.high())
                .put("low", bar.low())
                .put("close", bar.close())
                .put("volume", bar.volume());
    }

    static Bar bar(JsonNode row) {
        return new Bar(
                row.path("symbol").asText(),
                row.path("start").asLong(),
                row.path("end").asLong(),
                row.path("open").asDouble(),
                row.path("high").asDouble(),
                row.path("low").asDouble(),
                row.path("close").asDouble(),
                row.path("volume").asDouble());
    }
}
