package io.millrace.connectors.alpaca.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.alpaca.AlpacaError;
import io.millrace.connectors.alpaca.AlpacaHttp;
import io.millrace.connectors.alpaca.AlpacaOrders;
import io.millrace.domain.broker.BrokerOrder;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The orders that were seen, by the broker's names of them, and who carried which leg: a message
 * about a leg does not say.
 */
final class OrderBook {

    private static final String ORDERS = "/v2/orders";

    /** A leg is created with its carrier; their times differ by less than this. */
    private static final long BIRTH_SECONDS = 2;

    private final AlpacaHttp http;
    private final Map<String, BrokerOrder> orders = new HashMap<>();

    /** The carriers of legs, our names of them; empty for an order that nobody carries. */
    private final Map<String, String> carriers = new HashMap<>();

    OrderBook(AlpacaHttp http) {
        this.http = http;
    }

    /** Takes an order as a snapshot shows it. */
    void put(BrokerOrder order) {
        orders.put(order.brokerId(), order);
        if (order.carrierId() != null) {
            carriers.put(order.brokerId(), order.carrierId());
        }
    }

    /** The order of a document, which is remembered. */
    BrokerOrder read(JsonNode document) throws AlpacaError {
        String name = AlpacaOrders.ourName(document.path("client_order_id").asText());
        for (JsonNode leg : document.path("legs")) {
            carriers.put(leg.path("id").asText(), name);
        }
        String carrier = carrierOf(document);
        BrokerOrder order = AlpacaOrders.read(document, carrier.isEmpty() ? null : carrier);
        orders.put(order.brokerId(), order);
        return order;
    }

    /** The order of a name of the broker's, asked for where it was never seen. */
    BrokerOrder get(String brokerId) throws AlpacaError {
        BrokerOrder known = orders.get(brokerId);
        return known == null ? read(http.get(ORDERS + "/" + brokerId, Map.of())) : known;
    }

    /** The order that works in place of a replaced one. */
    BrokerOrder replacementOf(JsonNode replaced) throws AlpacaError {
        String next = replaced.path("replaced_by").asText();
        inherit(replaced.path("id").asText(), next);
        return read(http.get(ORDERS + "/" + next, Map.of()));
    }

    private String carrierOf(JsonNode document) throws AlpacaError {
        String id = document.path("id").asText();
        inherit(document.path("replaces").asText(), id);
        String known = carriers.get(id);
        if (known != null) {
            return known;
        }
        boolean mayBeLeg =
                document.path("order_class").asText().matches("bracket|oco|oto")
                        && document.path("legs").isEmpty();
        String found = mayBeLeg ? carrierBornWith(document) : "";
        carriers.put(id, found);
        return found;
    }

    private void inherit(String from, String to) {
        @Nullable String carrier = carriers.get(from);
        if (carrier != null) {
            carriers.putIfAbsent(to, carrier);
        }
    }

    private String carrierBornWith(JsonNode leg) throws AlpacaError {
        OffsetDateTime born = OffsetDateTime.parse(leg.path("created_at").asText());
        JsonNode rows =
                http.get(
                        ORDERS,
                        Map.of(
                                "status",
                                "all",
                                "nested",
                                "true",
                                "limit",
                                "500",
                                "symbols",
                                leg.path("symbol").asText(),
                                "after",
                                born.minusSeconds(BIRTH_SECONDS).toInstant().toString(),
                                "until",
                                born.plusSeconds(BIRTH_SECONDS).toInstant().toString()));
        for (JsonNode row : rows) {
            for (JsonNode each : row.path("legs")) {
                if (each.path("id").asText().equals(leg.path("id").asText())) {
                    return AlpacaOrders.ourName(row.path("client_order_id").asText());
                }
            }
        }
        return "";
    }
}
