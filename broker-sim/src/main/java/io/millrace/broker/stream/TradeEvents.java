package io.millrace.broker.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.sse.ServerSentEvent;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.streaming.ServerSentEvents;
import io.millrace.broker.exchange.TradeUpdate;
import io.millrace.broker.exchange.TradeUpdates;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Trade updates and account activities as server-sent events, from any event on. */
final class TradeEvents {

    private static final String TRADES = "/v2/events/trades";
    private static final String ACTIVITIES = "/v2beta1/events/activities";

    private final TradeUpdates updates;
    private final Credentials credentials;
    private final Set<EventListener> listeners = ConcurrentHashMap.newKeySet();

    TradeEvents(TradeUpdates updates, Credentials credentials) {
        this.updates = updates;
        this.credentials = credentials;
    }

    void addTo(ServerBuilder server) {
        server.service(TRADES, (context, request) -> serve(context, TradeUpdate::data));
        server.service(ACTIVITIES, (context, request) -> serve(context, TradeEvents::activity));
    }

    void tell(TradeUpdate update) {
        listeners.removeIf(listener -> !listener.isOpen());
        listeners.forEach(listener -> listener.tell(update));
    }

    private HttpResponse serve(
            ServiceRequestContext context, Function<TradeUpdate, @Nullable ObjectNode> form) {
        if (!credentials.admit(context.request().headers())) {
            return refusal(HttpStatus.UNAUTHORIZED, "unauthorized.");
        }
        EventRange range;
        try {
            range = EventRange.of(context.queryParams());
        } catch (IllegalArgumentException senseless) {
            return refusal(HttpStatus.BAD_REQUEST, String.valueOf(senseless.getMessage()));
        }
        context.clearRequestTimeout();
        EventListener listener = new EventListener(range, form);
        listeners.add(listener);
        listener.catchUp(range.looksBack() ? updates.after(0) : List.of());
        return ServerSentEvents.<ServerSentEvent>fromPublisher(
                listener.events(), Function.identity());
    }

    /** A fill as an activity; nothing else that happens to an order is one. */
    private static @Nullable ObjectNode activity(TradeUpdate update) {
        ObjectNode data = update.data();
        String event = data.path("event").asText();
        if (!event.equals("fill") && !event.equals("partial_fill")) {
            return null;
        }
        JsonNode order = data.path("order");
        ObjectNode activity = JsonNodeFactory.instance.objectNode();
        activity.set("event_id", data.path("event_id"));
        activity.set("at", data.path("at"));
        activity.put("activity_type", "FILL");
        activity.set("executed_at", data.path("timestamp"));
        activity.put("status", "executed");
        activity.put("currency", "USD");
        activity.set("ref_id", data.path("execution_id"));
        activity.set("qty", data.path("qty"));
        activity.set("price", data.path("price"));
        ObjectNode details = activity.putObject("details");
        details.set("order_id", order.path("id"));
        details.set("client_order_id", order.path("client_order_id"));
        details.set("side", order.path("side"));
        details.set("symbol", order.path("symbol"));
        details.set("asset_id", order.path("asset_id"));
        details.set("cum_qty", order.path("filled_qty"));
        details.set("order_status", order.path("status"));
        details.put("execution_type", "fill");
        return activity;
    }

    private static HttpResponse refusal(HttpStatus status, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("message", message);
        return HttpResponse.of(status, MediaType.JSON, body.toString());
    }
}
