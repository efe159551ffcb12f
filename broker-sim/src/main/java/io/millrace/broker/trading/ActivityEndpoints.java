package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.exchange.ActivityIds;
import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.Exchange;
import io.millrace.broker.exchange.Execution;
import io.millrace.broker.exchange.Figures;
import io.millrace.broker.exchange.TicketJson;
import io.millrace.broker.exchange.TicketStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /v2/account/activities}: the fills, a page at a time. */
final class ActivityEndpoints {

    private static final String ACTIVITIES = "/v2/account/activities";
    private static final String FILL = "FILL";

    /** Types that a caller may ask for and that never happen here. */
    private static final Set<String> OTHERS =
            Set.of("TRANS", "MISC", "CSD", "CSW", "DIV", "FEE", "CFEE", "INT", "JNLC", "PTC");

    private final Exchange exchange;

    ActivityEndpoints(Exchange exchange) {
        this.exchange = exchange;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.get(ACTIVITIES, call -> list(call, types(call))),
                Endpoint.get(ACTIVITIES + "/([^/]+)", call -> list(call, List.of(call.id()))));
    }

    private static List<String> types(Call call) {
        String category = call.text("category");
        List<String> types = call.words("activity_types");
        if (category != null && !types.isEmpty()) {
            throw ApiError.invalid("only one of category or activity_types is accepted");
        }
        if (category != null) {
            return List.of(category.equals("non_trade_activity") ? "FEE" : FILL);
        }
        return types.isEmpty() ? List.of(FILL) : types;
    }

    private Answer list(Call call, List<String> types) {
        for (String type : types) {
            if (!type.equals(FILL) && !OTHERS.contains(type)) {
                throw ApiError.invalid("invalid activity type: " + type);
            }
        }
        Page page = Page.read(call);
        return Answer.ok(
                exchange.read(
                        desk ->
                                types.contains(FILL)
                                        ? page.of(desk)
                                        : JsonNodeFactory.instance.arrayNode()));
    }

    /** Which fills are shown. */
    private record Page(
            long after,
            long until,
            @Nullable LocalDate date,
            @Nullable String orderId,
            @Nullable String token,
            boolean ascending,
            int size) {

        static Page read(Call call) {
            return new Page(
                    call.instant("after", Long.MIN_VALUE),
                    call.instant("until", Long.MAX_VALUE),
                    call.text("date") == null ? null : call.date("date", LocalDate.EPOCH),
                    call.text("order_id"),
                    call.text("page_token"),
                    call.choice("direction", "desc", List.of("asc", "desc")).equals("asc"),
                    call.whole("page_size", 100, 1, 100));
        }

        ArrayNode of(Desk desk) {
            List<Execution> shown = new ArrayList<>(desk.executions());
            if (!ascending) {
                Collections.reverse(shown);
            }
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Execution one : shown) {
                if (array.size() < size && wants(one)) {
                    array.add(json(one, desk));
                }
            }
            return array;
        }

        private boolean wants(Execution one) {
            int place = token == null ? 0 : one.activityId().compareTo(token);
            return one.atMillis() > after
                    && one.atMillis() < until
                    && (date == null || date.equals(dateOf(one)))
                    && (orderId == null || orderId.equals(one.orderId()))
                    && (token == null || (ascending ? place > 0 : place < 0));
        }

        private static LocalDate dateOf(Execution one) {
            return Instant.ofEpochMilli(one.atMillis()).atZone(ActivityIds.NEW_YORK).toLocalDate();
        }

        private static ObjectNode json(Execution one, Desk desk) {
            boolean last = one.orderStatus() == TicketStatus.FILLED;
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("id", one.activityId())
                    .put("activity_type", FILL)
                    .put("transaction_time", Figures.instant(one.atMillis()))
                    .put("type", last ? "fill" : "partial_fill")
                    .put("price", Figures.text(one.price()))
                    .put("qty", Figures.text(one.quantity()))
                    .put("side", TicketJson.side(one.side()))
                    .put("symbol", desk.assets().of(one.symbol()).orderSymbol())
                    .put("leaves_qty", Figures.text(one.leaves()))
                    .put("cum_qty", Figures.text(one.cumulative()))
                    .put("order_id", one.orderId())
                    .put("order_status", one.orderStatus().text());
        }
    }
}
