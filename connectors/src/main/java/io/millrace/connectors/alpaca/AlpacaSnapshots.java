package io.millrace.connectors.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerPosition;
import io.millrace.domain.broker.BrokerSnapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the whole account, again and again until no fill came in between. */
final class AlpacaSnapshots {

    private static final Logger LOG = LoggerFactory.getLogger(AlpacaSnapshots.class);

    private static final int ATTEMPTS = 5;
    private static final int PAGE = 500;

    /** A leg is created with its carrier; their times differ by less than this. */
    private static final long BIRTH_MILLIS = 2_000;

    private final AlpacaHttp http;
    private final long lookbackMillis;

    /** Of legs whose carrier is not listed beside them; empty for those that have none. */
    private final Map<String, String> carriers = new ConcurrentHashMap<>();

    AlpacaSnapshots(AlpacaHttp http, long lookbackMillis) {
        this.http = http;
        this.lookbackMillis = lookbackMillis;
    }

    BrokerSnapshot read() throws AlpacaError {
        String before = AlpacaActivities.lastFillId(http);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            BrokerSnapshot snapshot = readOnce();
            String after = AlpacaActivities.lastFillId(http);
            if (after.equals(before)) {
                return snapshot;
            }
            before = after;
        }
        throw AlpacaError.unreadable("the account kept filling while it was read");
    }

    long clockMillis() throws AlpacaError {
        long millis = Json.millis(http.get("/v2/clock", Map.of()), "timestamp");
        if (millis == 0) {
            throw AlpacaError.unreadable("clock: no timestamp");
        }
        return millis;
    }

    /** The time is read first: what was submitted before it is in the rest. */
    private BrokerSnapshot readOnce() throws AlpacaError {
        long atMillis = clockMillis();
        BigDecimal cash = AlpacaAccount.ask(http).cash();
        return new BrokerSnapshot(atMillis, cash, positions(), orders(atMillis));
    }

    private List<BrokerPosition> positions() throws AlpacaError {
        List<BrokerPosition> positions = new ArrayList<>();
        for (JsonNode row : list("/v2/positions", Map.of())) {
            BigDecimal quantity = Json.required(row, "qty");
            boolean unsignedShort = Json.word(row, "side").equals("short") && quantity.signum() > 0;
            if (quantity.signum() != 0) {
                positions.add(
                        new BrokerPosition(
                                AlpacaOrders.symbol(row),
                                unsignedShort ? quantity.negate() : quantity,
                                Json.required(row, "avg_entry_price")));
            }
        }
        positions.sort(Comparator.comparing(BrokerPosition::symbol));
        return positions;
    }

    /**
     * Open orders are asked for in rows of their own too, because a nested listing may hide an open
     * leg of a carrier that has filled. What is read later wins.
     */
    private List<BrokerOrder> orders(long atMillis) throws AlpacaError {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        Map<String, String> carrierOf = new HashMap<>();
        gather(pages("open", false, null), documents, carrierOf);
        gather(pages("open", true, null), documents, carrierOf);
        String after = Instant.ofEpochMilli(atMillis - lookbackMillis).toString();
        gather(pages("closed", true, after), documents, carrierOf);

        List<BrokerOrder> orders = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : documents.entrySet()) {
            JsonNode document = each.getValue();
            if (AlpacaOrders.isReplaced(document) || AlpacaOrders.symbol(document).isEmpty()) {
                continue;
            }
            String carrier = carrierOf.get(each.getKey());
            orders.add(
                    AlpacaOrders.read(document, carrier == null ? carrierOf(document) : carrier));
        }
        orders.sort(
                Comparator.comparingLong(BrokerOrder::submittedAtMillis)
                        .thenComparing(BrokerOrder::brokerId));
        return orders;
    }

    private static void gather(
            List<JsonNode> rows, Map<String, JsonNode> documents, Map<String, String> carrierOf) {
        for (JsonNode row : rows) {
            documents.put(Json.text(row, "id"), row);
            String name = AlpacaOrders.ourName(Json.text(row, "client_order_id"));
            for (JsonNode leg : row.path("legs")) {
                documents.put(Json.text(leg, "id"), leg);
                carrierOf.put(Json.text(leg, "id"), name);
            }
        }
    }

    /** Pages overlap in the last instant, for several orders may share it. */
    private List<JsonNode> pages(String status, boolean nested, @Nullable String from)
            throws AlpacaError {
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        String after = from;
        while (true) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("status", status);
            query.put("nested", Boolean.toString(nested));
            query.put("limit", Integer.toString(PAGE));
            query.put("direction", "asc");
            if (after != null) {
                query.put("after", after);
            }
            JsonNode page = list("/v2/orders", query);
            int known = rows.size();
            int counted = 0;
            for (JsonNode row : page) {
                rows.put(Json.text(row, "id"), row);
                counted += 1 + row.path("legs").size();
            }
            if (counted < PAGE) {
                return new ArrayList<>(rows.values());
            }
            if (rows.size() == known) {
                throw AlpacaError.unreadable("orders: more of one instant than fit on a page");
            }
            after = justBefore(Json.text(page.get(page.size() - 1), "submitted_at"));
        }
    }

    private static String justBefore(String instant) throws AlpacaError {
        try {
            return OffsetDateTime.parse(instant).toInstant().minusNanos(1).toString();
        } catch (DateTimeParseException e) {
            throw AlpacaError.unreadable("submitted_at: " + instant + " (expected: an instant)");
        }
    }

    /** The carrier of a leg that is listed without it: it was created at the same moment. */
    private @Nullable String carrierOf(JsonNode document) throws AlpacaError {
        boolean mayBeLeg =
                Json.word(document, "order_class").matches("bracket|oco|oto")
                        && document.path("legs").isEmpty();
        long created = Json.millis(document, "created_at");
        if (!mayBeLeg || created == 0) {
            return null;
        }
        String id = Json.text(document, "id");
        String known = carriers.get(id);
        if (known == null) {
            known = carrierBornAt(created, document);
            carriers.put(id, known);
        }
        return known.isEmpty() ? null : known;
    }

    private String carrierBornAt(long created, JsonNode document) throws AlpacaError {
        JsonNode rows =
                list(
                        "/v2/orders",
                        Map.of(
                                "status", "all",
                                "nested", "true",
                                "limit", Integer.toString(PAGE),
                                "symbols", Json.text(document, "symbol"),
                                "after", Instant.ofEpochMilli(created - BIRTH_MILLIS).toString(),
                                "until", Instant.ofEpochMilli(created + BIRTH_MILLIS).toString()));
        for (JsonNode row : rows) {
            for (JsonNode leg : row.path("legs")) {
                if (Json.text(leg, "id").equals(Json.text(document, "id"))) {
                    return AlpacaOrders.ourName(Json.text(row, "client_order_id"));
                }
            }
        }
        LOG.warn("no order carries the leg {}", Json.text(document, "id"));
        return "";
    }

    private JsonNode list(String path, Map<String, String> query) throws AlpacaError {
        JsonNode answer = http.get(path, query);
        if (!answer.isArray()) {
            throw AlpacaError.unreadable(path + ": not a list");
        }
        return answer;
    }
}
