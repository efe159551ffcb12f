package io.millrace.connectors.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the account's fills from its activities. */
public final class AlpacaActivities {

    private static final String FILLS = "/v2/account/activities/FILL";
    private static final int PAGE = 100;

    private AlpacaActivities() {}

    /**
     * Every fill after the one named, the oldest first.
     *
     * @param lastId the last one known; null to begin with those after {@code afterMillis}
     * @param afterMillis looked at only without {@code lastId}
     */
    public static List<AlpacaFill> fillsAfter(
            AlpacaHttp http, @Nullable String lastId, long afterMillis) throws AlpacaError {
        List<AlpacaFill> fills = new ArrayList<>();
        String token = lastId;
        while (true) {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("direction", "asc");
            query.put("page_size", Integer.toString(PAGE));
            if (token == null) {
                query.put("after", Instant.ofEpochMilli(afterMillis).toString());
            } else {
                query.put("page_token", token);
            }
            List<AlpacaFill> page = page(http, query);
            fills.addAll(page);
            if (page.size() < PAGE) {
                return fills;
            }
            String last = page.get(page.size() - 1).id();
            if (last.equals(token)) {
                throw AlpacaError.unreadable("activities: the page after " + last + " repeats it");
            }
            token = last;
        }
    }

    /** The newest fill's id, empty where the account has none. */
    public static String lastFillId(AlpacaHttp http) throws AlpacaError {
        List<AlpacaFill> newest = page(http, Map.of("direction", "desc", "page_size", "1"));
        return newest.isEmpty() ? "" : newest.get(0).id();
    }

    private static List<AlpacaFill> page(AlpacaHttp http, Map<String, String> query)
            throws AlpacaError {
        JsonNode answer = http.get(FILLS, query);
        if (!answer.isArray()) {
            throw AlpacaError.unreadable("activities: not a list");
        }
        List<AlpacaFill> fills = new ArrayList<>();
        for (JsonNode row : answer) {
            fills.add(
                    new AlpacaFill(
                            Json.text(row, "id"),
                            Json.text(row, "order_id"),
                            AlpacaOrders.symbol(row),
                            Json.required(row, "qty"),
                            Json.required(row, "price"),
                            Json.required(row, "cum_qty"),
                            Json.millis(row, "transaction_time")));
        }
        return fills;
    }
}
