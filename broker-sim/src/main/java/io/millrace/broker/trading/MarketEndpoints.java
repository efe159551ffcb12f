package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.exchange.ActivityIds;
import io.millrace.broker.exchange.Asset;
import io.millrace.broker.exchange.Exchange;
import io.millrace.broker.tape.MarketClock;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /v2/assets}, {@code /v2/clock} and {@code /v2/calendar}. */
final class MarketEndpoints {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2029, 12, 31);

    private final Exchange exchange;
    private final MarketClock clock;
    private final SessionCalendar calendar;

    MarketEndpoints(Exchange exchange, MarketClock clock, Market market) {
        this.exchange = exchange;
        this.clock = clock;
        this.calendar = market.calendar();
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.get("/v2/assets", this::assets),
                Endpoint.get("/v2/assets/(.+)", this::asset),
                Endpoint.get("/v2/clock", this::clock),
                Endpoint.get("/v2/calendar", this::calendar));
    }

    private Answer assets(Call call) {
        String wanted = call.text("asset_class", "");
        String status = call.text("status", "active");
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        exchange.read(
                desk -> {
                    for (Asset asset : desk.assets().all()) {
                        if ((wanted.isEmpty() || wanted.equals(asset.assetClass()))
                                && status.equals("active")) {
                            array.add(json(asset, shortable(asset, desk.account().shorting())));
                        }
                    }
                    return array;
                });
        return Answer.ok(array);
    }

    private Answer asset(Call call) {
        return Answer.ok(
                exchange.read(
                        desk ->
                                desk.assets()
                                        .find(call.id())
                                        .map(
                                                asset ->
                                                        json(
                                                                asset,
                                                                shortable(
                                                                        asset,
                                                                        desk.account().shorting())))
                                        .orElseThrow(
                                                () ->
                                                        ApiError.notFound(
                                                                "asset not found for "
                                                                        + call.id()))));
    }

    private static boolean shortable(Asset asset, boolean shorting) {
        return shorting && !asset.crypto();
    }

    private static ObjectNode json(Asset asset, boolean shortable) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", asset.id())
                        .put("class", asset.assetClass())
                        .put("exchange", asset.exchange())
                        .put("symbol", asset.orderSymbol())
                        .put("name", asset.orderSymbol())
                        .put("status", "active")
                        .put("tradable", true)
                        .put("marginable", !asset.crypto())
                        .put("shortable", shortable)
                        .put("borrow_status", shortable ? "easy_to_borrow" : "hard_to_borrow")
                        // given up by Alpaca, but alpaca-py takes no asset without it
                        .put("easy_to_borrow", shortable)
                        .put("fractionable", true)
                        .putNull("cusip")
                        .put("margin_requirement_long", asset.crypto() ? "100" : "30")
                        .put("margin_requirement_short", asset.crypto() ? "0" : "30");
        json.putArray("attributes");
        if (asset.crypto()) {
            json.put("min_order_size", "0.000000001")
                    .put("min_trade_increment", "0.000000001")
                    .put("price_increment", "0.000000001");
        }
        return json;
    }

    private Answer clock(Call call) {
        long now = clock.nowMillis();
        Optional<TradingSession> session = calendar.sessionAt(now);
        TradingSession next =
                calendar.nextSession(session.map(TradingSession::closeMillis).orElse(now));
        long close = session.map(TradingSession::closeMillis).orElse(next.closeMillis());
        return Answer.ok(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("timestamp", newYork(now))
                        .put("is_open", session.isPresent())
                        .put("next_open", newYork(next.openMillis()))
                        .put("next_close", newYork(close)));
    }

    private Answer calendar(Call call) {
        LocalDate start = call.date("start", FIRST);
        LocalDate end = call.date("end", LAST);
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        LocalDate from = start.isBefore(FIRST) ? FIRST : start;
        LocalDate to = end.isAfter(LAST) ? LAST : end;
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            calendar.sessionOn(day).ifPresent(session -> array.add(day(session)));
        }
        return Answer.ok(array);
    }

    private ObjectNode day(TradingSession session) {
        TradingSession next = calendar.nextSession(session.closeMillis());
        return JsonNodeFactory.instance
                .objectNode()
                .put("date", session.date().toString())
                .put("open", TIME.format(timeOf(session.openMillis())))
                .put("close", TIME.format(timeOf(session.closeMillis())))
                .put("session_open", "0400")
                .put("session_close", "2000")
                .put("settlement_date", next.date().toString());
    }

    private LocalTime timeOf(long atMillis) {
        return Instant.ofEpochMilli(atMillis).atZone(calendar.zone()).toLocalTime();
    }

    private static String newYork(long atMillis) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochMilli(atMillis).atZone(ActivityIds.NEW_YORK));
    }
}
