package io.millrace.domain.venue;

import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A venue in use, one minute bar of AAPL after the other from the open of 2024-01-02 on; every step
 * answers with what the venue reported, such as {@code entry FINAL_FILL 100 @ 99.5}.
 */
final class VenueRun {

    static final String SYMBOL = "AAPL";

    /** 2024-01-02 09:30 in New York. */
    static final long OPEN = 1_704_205_800_000L;

    static final long MINUTE = 60_000L;

    private final SimulatedVenue venue;
    VenueBook book = VenueBook.empty();
    List<ExecutionEvent> events = List.of();

    VenueRun(SimulatedVenue venue) {
        this.venue = venue;
    }

    /** A venue that changes no price and charges nothing, so that only the rules are seen. */
    static VenueRun exact(String... changes) {
        Map<String, Object> values = new HashMap<>();
        values.put("venue.slippage", "none");
        values.put("venue.fees", "none");
        values.put("venue.volume-share", "1");
        return new VenueRun(venue(values, changes));
    }

    static VenueRun standard(String... changes) {
        return new VenueRun(venue(new HashMap<>(), changes));
    }

    private static SimulatedVenue venue(Map<String, Object> values, String... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], changes[i + 1]);
        }
        Settings settings = new Settings(values);
        VenueSettings read = VenueSettings.from(settings);
        settings.finish();
        return new SimulatedVenue(read, Market.XNYS.calendar());
    }

    List<String> apply(OrderRequest request) {
        return take(venue.apply(book, request));
    }

    List<String> submit(Order... orders) {
        return apply(OrderRequest.submit(List.of(orders)));
    }

    List<String> submit(List<Order> orders) {
        return apply(OrderRequest.submit(orders));
    }

    List<String> cancel(String id) {
        return apply(OrderRequest.cancel(id, OPEN, "asked"));
    }

    List<String> resize(String id, String quantity) {
        return apply(OrderRequest.resize(id, new BigDecimal(quantity), OPEN, "asked"));
    }

    List<String> bar(int minute, double open, double high, double low, double close) {
        return bar(minute, open, high, low, close, 1_000_000);
    }

    List<String> bar(
            int minute, double open, double high, double low, double close, double volume) {
        long start = OPEN + minute * MINUTE;
        return onBar(new Bar(SYMBOL, start, start + MINUTE, open, high, low, close, volume));
    }

    List<String> onBar(Bar bar) {
        return take(venue.onBar(book, bar));
    }

    List<String> working() {
        return book.working(SYMBOL).stream()
                .map(
                        order ->
                                "%s %s/%s"
                                        .formatted(
                                                order.id(),
                                                order.filled().toPlainString(),
                                                order.quantity().toPlainString()))
                .toList();
    }

    Fill onlyFill() {
        return only(fills());
    }

    Fill onlyFillOf(String id) {
        return only(fills().stream().filter(fill -> fill.clientOrderId().equals(id)).toList());
    }

    private List<Fill> fills() {
        return events.stream().map(ExecutionEvent::fill).filter(Objects::nonNull).toList();
    }

    private static Fill only(List<Fill> fills) {
        if (fills.size() != 1) {
            throw new AssertionError("expected one fill: " + fills);
        }
        return fills.get(0);
    }

    private List<String> take(VenueStep step) {
        book = step.book();
        events = step.events();
        return events.stream().map(VenueRun::told).toList();
    }

    private static String told(ExecutionEvent event) {
        Fill fill = event.fill();
        return event.clientOrderId()
                + " "
                + event.event()
                + (fill == null
                        ? event.note().isEmpty() ? "" : ": " + event.note()
                        : " "
                                + fill.quantity().toPlainString()
                                + " @ "
                                + fill.price().stripTrailingZeros().toPlainString());
    }

    static Order market(String id, Side side, String quantity) {
        return order(id, side, OrderType.MARKET, quantity, null);
    }

    static Order limit(String id, Side side, String quantity, String price) {
        return order(id, side, OrderType.LIMIT, quantity, price);
    }

    static Order stop(String id, Side side, String quantity, String price) {
        return order(id, side, OrderType.STOP, quantity, price);
    }

    static Order order(
            String id, Side side, OrderType type, String quantity, @Nullable String price) {
        BigDecimal at = price == null ? null : new BigDecimal(price);
        return new Order(
                id,
                null,
                SYMBOL,
                side,
                Leg.ENTRY,
                type,
                TimeInForce.GTC,
                new BigDecimal(quantity),
                type == OrderType.LIMIT ? at : null,
                type == OrderType.STOP ? at : null,
                OPEN,
                "SIGNAL");
    }

    /** {@code entry}, {@code tp} and {@code sl}: the entry with its two protections. */
    static List<Order> bracket(Order entry, String takeProfit, String stopLoss) {
        Side exit = entry.side() == Side.BUY ? Side.SELL : Side.BUY;
        String quantity = entry.quantity().toPlainString();
        return List.of(
                entry,
                protecting(entry, limit("tp", exit, quantity, takeProfit), Leg.TAKE_PROFIT),
                protecting(entry, stop("sl", exit, quantity, stopLoss), Leg.STOP_LOSS));
    }

    static Order protecting(Order entry, Order order, Leg leg) {
        return new Order(
                order.clientOrderId(),
                entry.clientOrderId(),
                order.symbol(),
                order.side(),
                leg,
                order.type(),
                entry.timeInForce(),
                order.quantity(),
                order.limitPrice(),
                order.stopPrice(),
                entry.submittedAtMillis(),
                order.reason());
    }

    static Order at(Order order, long submittedAtMillis, TimeInForce timeInForce) {
        return new Order(
                order.clientOrderId(),
                order.parentId(),
                order.symbol(),
                order.side(),
                order.leg(),
                order.type(),
                timeInForce,
                order.quantity(),
                order.limitPrice(),
                order.stopPrice(),
                submittedAtMillis,
                order.reason());
    }
}
