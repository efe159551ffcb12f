package io.millrace.broker.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.exchange.TradeUpdate;
import io.millrace.broker.faults.FaultKind;
import io.millrace.broker.faults.Faults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of fill events on their way to one client: twice, in the wrong order, or the last
 * one for all. Other events pass untouched.
 */
final class FillFaults {

    private static final String OCCASION = "GET /stream";

    private final Faults faults;
    private final Set<String> withheld = new HashSet<>();
    private @Nullable ObjectNode held;

    FillFaults(Faults faults) {
        this.faults = faults;
    }

    /** The events that go out when an update has come. */
    List<ObjectNode> through(TradeUpdate update) {
        ObjectNode data = update.data();
        String event = data.path("event").asText();
        boolean partial = event.equals("partial_fill");
        if (!partial && !event.equals("fill")) {
            return List.of(data);
        }
        String order = data.path("order").path("id").asText();
        if (partial && (withheld.contains(order) || strikes(FaultKind.CUMULATIVE_EVENTS))) {
            withheld.add(order);
            return List.of();
        }
        ObjectNode told = withheld.remove(order) ? cumulative(data) : data;
        List<ObjectNode> out = new ArrayList<>();
        out.add(told);
        if (strikes(FaultKind.DUPLICATED_EVENTS)) {
            out.add(told);
        }
        return reordered(out);
    }

    /** The event that waits to change places with the next one, which may never come. */
    @Nullable ObjectNode release() {
        ObjectNode late = held;
        held = null;
        return late;
    }

    private List<ObjectNode> reordered(List<ObjectNode> events) {
        ObjectNode earlier = release();
        if (earlier != null) {
            events.add(earlier);
        } else if (events.size() == 1 && strikes(FaultKind.REORDERED_EVENTS)) {
            held = events.get(0);
            return List.of();
        }
        return events;
    }

    private boolean strikes(FaultKind kind) {
        return faults.strike(kind, OCCASION).isPresent();
    }

    private static ObjectNode cumulative(ObjectNode data) {
        JsonNode order = data.path("order");
        ObjectNode told = data.deepCopy();
        told.set("qty", order.path("filled_qty"));
        told.set("price", order.path("filled_avg_price"));
        return told;
    }
}
