package io.millrace.domain.venue;

import io.millrace.domain.market.Bar;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A random day at the venue: requests and bars in the order in which they come. */
final class VenueScript {

    /**
     * One thing that happens: a bar, or a request made at the end of the bar before it.
     *
     * @param what chooses between them
     * @param a meant as the action sees fit, like b to e: prices are cents around 100
     */
    record Action(int what, int a, int b, int c, int d, int e) {}

    private VenueScript() {}

    static Arbitrary<List<Action>> days() {
        Arbitrary<Integer> cents = Arbitraries.integers().between(0, 60);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 15), cents, cents, cents, cents, cents)
                .as(Action::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    /** What the venue reports to each action, with every step shown to the auditor. */
    static List<List<ExecutionEvent>> play(
            SimulatedVenue venue, List<Action> actions, VenueAuditor auditor, boolean restored) {
        List<List<ExecutionEvent>> told = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        VenueBook book = VenueBook.empty();
        long now = VenueRun.OPEN;
        for (Action action : actions) {
            VenueStep step;
            if (action.what() < 8) {
                Bar bar = bar(action, now);
                now = bar.endMillis();
                step = venue.onBar(book, bar);
                auditor.saw(bar, step);
            } else {
                OrderRequest request = request(action, ids, now);
                step = venue.apply(book, request);
                auditor.asked(request, step);
            }
            told.add(step.events());
            book = restored ? copy(step.book()) : step.book();
        }
        return told;
    }

    /** A book as it comes back from Flink's serializers: equal, but of other classes. */
    private static VenueBook copy(VenueBook book) {
        HashMap<String, List<WorkingOrder>> orders = new HashMap<>();
        book.orders().forEach((symbol, working) -> orders.put(symbol, new ArrayList<>(working)));
        return new VenueBook(orders);
    }

    private static Bar bar(Action action, long now) {
        long start = action.what() == 0 && action.e() > 50 ? now + 18 * 3_600_000L : now;
        double low = cents(Math.min(action.a(), action.b()));
        double high = cents(Math.max(action.a(), action.b()));
        double open = cents(between(action.c(), action.a(), action.b()));
        double close = cents(between(action.d(), action.a(), action.b()));
        return new Bar(
                VenueRun.SYMBOL,
                start,
                start + VenueRun.MINUTE,
                open,
                high,
                low,
                close,
                action.e() * 20.0);
    }

    private static OrderRequest request(Action action, List<String> ids, long now) {
        if (action.what() >= 13 && !ids.isEmpty()) {
            String id = ids.get((action.a() * 61 + action.b()) % ids.size());
            return action.what() == 13
                    ? OrderRequest.cancel(id, now, "asked")
                    : OrderRequest.resize(id, BigDecimal.valueOf(action.c() * 3L), now, "asked");
        }
        // every other order comes in the middle of a bar, which must not fill it
        long at = now + action.e() % 2 * VenueRun.MINUTE / 2;
        String name = "o" + ids.size();
        Side side = action.a() % 2 == 0 ? Side.BUY : Side.SELL;
        OrderType type = List.of(OrderType.values()).get(action.b() % 3);
        TimeInForce force = action.a() % 3 == 0 ? TimeInForce.DAY : TimeInForce.GTC;
        String quantity = Integer.toString(action.c() * 3);
        Order entry =
                VenueRun.at(
                        VenueRun.order(name, side, type, quantity, price(action.d())), at, force);
        ids.add(name);
        List<Order> orders = new ArrayList<>(List.of(entry));
        if (action.what() < 12) {
            Side exit = side == Side.BUY ? Side.SELL : Side.BUY;
            int away = action.e() / 2 * (side == Side.BUY ? 1 : -1);
            Order profit = VenueRun.limit(name + "tp", exit, "1", price(action.d() + away));
            Order stop = VenueRun.stop(name + "sl", exit, "1", price(action.d() - away));
            orders.add(sized(VenueRun.protecting(entry, profit, Leg.TAKE_PROFIT), entry));
            orders.add(sized(VenueRun.protecting(entry, stop, Leg.STOP_LOSS), entry));
            ids.add(name + "tp");
            ids.add(name + "sl");
        }
        return OrderRequest.submit(orders);
    }

    private static Order sized(Order protection, Order entry) {
        return new Order(
                protection.clientOrderId(),
                protection.parentId(),
                protection.symbol(),
                protection.side(),
                protection.leg(),
                protection.type(),
                protection.timeInForce(),
                entry.quantity(),
                protection.limitPrice(),
                protection.stopPrice(),
                protection.submittedAtMillis(),
                protection.reason());
    }

    private static int between(int wanted, int one, int other) {
        return Math.max(Math.min(one, other), Math.min(Math.max(one, other), wanted));
    }

    private static String price(int cents) {
        return BigDecimal.valueOf(10_000 + cents, 2).toPlainString();
    }

    private static double cents(int cents) {
        return (10_000 + cents) / 100.0;
    }
}
