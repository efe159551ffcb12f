package io.millrace.connectors.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.domain.broker.OrderAddress;
import io.millrace.domain.order.OrderType;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds orders by our names of them, through their carriers and all their replacements. */
final class OrderFinder {

    private static final Map<String, String> NESTED = Map.of("nested", "true");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final int MOST_REPLACEMENTS = 100;

    private final AlpacaHttp http;
    private final Pace pace;

    OrderFinder(AlpacaHttp http, Pace pace) {
        this.http = http;
        this.pace = pace;
    }

    /**
     * An order as it stands now.
     *
     * @param carrier for a leg: our name of the order that carried it
     */
    record Found(JsonNode order, @Nullable String carrier) {

        String id() {
            return Json.text(order, "id");
        }
    }

    /**
     * Asks once.
     *
     * @throws AlpacaError of kind NOT_FOUND where there is no such order
     */
    Found find(OrderAddress address) throws AlpacaError {
        String carrierId = address.carrierId();
        if (carrierId == null || carrierId.equals(address.clientOrderId())) {
            return new Found(newest(byName(address.clientOrderId())), null);
        }
        JsonNode carrier = byName(carrierId);
        JsonNode leg = leg(carrier, address.type());
        if (leg != null) {
            return new Found(leg, carrierId);
        }
        if (isTakeProfit(carrier, address)) {
            return new Found(newest(carrier), null);
        }
        // a resized leg bears our name of it, and a carrier may list only what it began with
        return new Found(newest(byName(address.clientOrderId() + ".r1")), carrierId);
    }

    /**
     * Asks until the order is found or was missing several times in a row: a new order takes a
     * moment to show.
     *
     * @throws AlpacaError of kind NOT_FOUND where it is certain that there is no such order
     */
    Found findForSure(OrderAddress address, int times, long gapMillis) throws AlpacaError {
        for (int time = 1; ; time++) {
            try {
                return find(address);
            } catch (AlpacaError e) {
                if (e.kind() != AlpacaError.Kind.NOT_FOUND || time >= times) {
                    throw e;
                }
                pause(gapMillis);
            }
        }
    }

    JsonNode byId(String id) throws AlpacaError {
        if (!ID.matcher(id).matches()) {
            throw AlpacaError.unreadable("an order of the id '" + id + "'");
        }
        return order(http.get("/v2/orders/" + id, NESTED));
    }

    private JsonNode byName(String clientOrderId) throws AlpacaError {
        JsonNode order =
                order(
                        http.get(
                                "/v2/orders:by_client_order_id",
                                Map.of("client_order_id", clientOrderId, "nested", "true")));
        boolean group = !Json.word(order, "order_class").matches("|simple");
        return group && order.path("legs").isEmpty() ? byId(Json.text(order, "id")) : order;
    }

    /** The leg of the type, taken from the newest document of the carrier that shows one. */
    private @Nullable JsonNode leg(JsonNode carrier, OrderType type) throws AlpacaError {
        JsonNode found = null;
        JsonNode document = carrier;
        for (int hop = 0; hop < MOST_REPLACEMENTS; hop++) {
            JsonNode here = legIn(document, type);
            found = here == null ? found : here;
            if (!isFollowed(document)) {
                break;
            }
            document = byId(Json.text(document, "replaced_by"));
        }
        return found == null ? null : newest(found);
    }

    /** Of a leg and its replacement the one that stands. */
    private static @Nullable JsonNode legIn(JsonNode document, OrderType type) {
        JsonNode found = null;
        for (JsonNode leg : document.path("legs")) {
            if (AlpacaOrders.type(leg) == type
                    && (found == null || AlpacaOrders.isReplaced(found))) {
                found = leg;
            }
        }
        return found;
    }

    /** In a one-cancels-other pair the carrier is itself the take profit. */
    private static boolean isTakeProfit(JsonNode carrier, OrderAddress address) {
        return Json.word(carrier, "order_class").equals("oco")
                && AlpacaOrders.type(carrier) == address.type();
    }

    private JsonNode newest(JsonNode order) throws AlpacaError {
        JsonNode document = order;
        for (int hop = 0; hop < MOST_REPLACEMENTS && isFollowed(document); hop++) {
            document = byId(Json.text(document, "replaced_by"));
        }
        return document;
    }

    private static boolean isFollowed(JsonNode order) {
        return AlpacaOrders.isReplaced(order) && !Json.text(order, "replaced_by").isEmpty();
    }

    private static JsonNode order(JsonNode answer) throws AlpacaError {
        if (Json.text(answer, "id").isEmpty()) {
            throw AlpacaError.unreadable("an answer that is not an order: no id");
        }
        return answer;
    }

    private void pause(long millis) throws AlpacaError {
        try {
            pace.pause(millis);
        } catch (InterruptedIOException e) {
            throw AlpacaError.interrupted(e);
        }
    }
}
