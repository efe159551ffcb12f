package io.millrace.broker.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a change has to say: rows for the ledger first, then updates for the streams. */
final class Reports {

    private final TicketJson json;
    private final Ids ids;
    private List<ObjectNode> rows = new ArrayList<>();
    private List<TradeUpdate> updates = new ArrayList<>();
    private long sequence;

    Reports(TicketJson json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    void row(ObjectNode row) {
        rows.add(row);
    }

    int rowCount() {
        return rows.size();
    }

    /** Puts the cause before everything that was reported since. */
    void cause(int place, ObjectNode row) {
        rows.add(place, row);
    }

    List<ObjectNode> takeRows() {
        List<ObjectNode> taken = rows;
        rows = new ArrayList<>();
        return taken;
    }

    List<TradeUpdate> takeUpdates() {
        List<TradeUpdate> taken = updates;
        updates = new ArrayList<>();
        return taken;
    }

    /** An order's new status, in the ledger and on the streams. */
    void status(Ticket ticket, String reason, String event, long atMillis) {
        row(Rows.status(ticket, reason));
        update(event, ticket, null, atMillis);
    }

    void fill(Ticket ticket, Execution execution, BigDecimal cash, BigDecimal position) {
        row(Rows.fill(execution, cash, position));
        String event = ticket.status() == TicketStatus.FILLED ? "fill" : "partial_fill";
        ObjectNode fill =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("execution_id", execution.id())
                        .put("price", Figures.text(execution.price()))
                        .put("qty", Figures.text(execution.quantity()))
                        .put("position_qty", Figures.text(position));
        update(event, ticket, fill, execution.atMillis());
    }

    void update(String event, Ticket ticket, @Nullable ObjectNode fill, long atMillis) {
        sequence++;
        String id = ids.eventId(atMillis, sequence);
        Supplier<ObjectNode> order = json.nestedAsItIs(ticket);
        updates.add(
                new TradeUpdate(
                        sequence,
                        atMillis,
                        id,
                        () -> data(event, id, order.get(), fill, atMillis)));
    }

    private static ObjectNode data(
            String event, String id, ObjectNode order, @Nullable ObjectNode fill, long atMillis) {
        if (event.equals("pending_new")) {
            order.put("status", event);
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        String at = Figures.instant(atMillis);
        data.put("event", event).put("event_id", id).put("at", at).put("timestamp", at);
        if (fill != null) {
            data.setAll(fill);
        }
        data.set("order", order);
        return data;
    }
}
