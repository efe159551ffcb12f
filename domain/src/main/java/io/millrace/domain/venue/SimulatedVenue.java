package io.millrace.domain.venue;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An exchange that fills orders on the bars after them: it keeps no state of its own, knows no
 * future, and answers the same book and the same bar the same way for ever.
 *
 * <p>Nothing that is asked of it throws: a request that makes no sense is answered with a rejection
 * that says why. The rules are in {@code docs/venue.md}.
 */
public final class SimulatedVenue {

    private final VenueSettings settings;
    private final SessionCalendar calendar;
    private final SlippageModel slippage;
    private final FeeModel fees;

    public SimulatedVenue(VenueSettings settings, SessionCalendar calendar) {
        this(settings, calendar, settings.slippageModel(), settings.feeModel());
    }

    /** A venue with models of its own in place of those that the settings name. */
    public SimulatedVenue(
            VenueSettings settings,
            SessionCalendar calendar,
            SlippageModel slippage,
            FeeModel fees) {
        this.settings = settings;
        this.calendar = calendar;
        this.slippage = slippage;
        this.fees = fees;
    }

    /** Answers a request: every order in it gets its report. */
    public VenueStep apply(VenueBook book, OrderRequest request) {
        return switch (request.kind()) {
            case SUBMIT -> submit(book, request);
            case CANCEL, RESIZE ->
                    book.find(request.clientOrderId())
                            .map(order -> change(book, request, order))
                            .orElseGet(() -> unknown(book, request));
            case LOOKUP -> VenueStep.quiet(book);
        };
    }

    /** Lets the symbol's orders meet its next bar; bars come in order of time. */
    public VenueStep onBar(VenueBook book, Bar bar) {
        if (!concerns(book.working(bar.symbol()), bar)) {
            return VenueStep.quiet(book);
        }
        Blotter blotter = new Blotter(book.working(bar.symbol()), bar.endMillis());
        new BarRound(settings, slippage, fees, bar, blotter).run();
        return step(book, bar.symbol(), blotter);
    }

    private boolean concerns(List<WorkingOrder> orders, Bar bar) {
        for (int i = 0; i < orders.size(); i++) {
            WorkingOrder order = orders.get(i);
            if (order.expiresAtMillis() <= bar.startMillis()
                    || (FillRules.isEligible(order, bar)
                            && FillRules.reaches(order, bar, settings.limitNeedsTradeThrough()))) {
                return true;
            }
        }
        return false;
    }

    private VenueStep submit(VenueBook book, OrderRequest request) {
        if (request.orders().isEmpty()) {
            return unknown(book, request);
        }
        Optional<String> objection = Admission.objection(request.orders(), book);
        if (objection.isPresent()) {
            return new VenueStep(book, rejections(request, objection.get()));
        }
        String symbol = request.orders().get(0).symbol();
        Blotter blotter = new Blotter(book.working(symbol), request.atMillis());
        for (Order order : request.orders()) {
            blotter.add(order, expiryOf(order));
        }
        return step(book, symbol, blotter);
    }

    private VenueStep change(VenueBook book, OrderRequest request, WorkingOrder order) {
        String symbol = order.order().symbol();
        Blotter blotter = new Blotter(book.working(symbol), request.atMillis());
        if (request.kind() == OrderRequest.Kind.CANCEL) {
            blotter.cancel(order, request.reason());
        } else {
            BigDecimal quantity = Objects.requireNonNullElse(request.quantity(), order.quantity());
            blotter.resize(order, quantity, request.reason());
        }
        return step(book, symbol, blotter);
    }

    /** A DAY order made while the market is closed works in the session that opens next. */
    private long expiryOf(Order order) {
        if (order.timeInForce() == TimeInForce.GTC) {
            return Long.MAX_VALUE;
        }
        long atMillis = order.submittedAtMillis();
        return calendar.sessionAt(atMillis)
                .orElseGet(() -> calendar.nextSession(atMillis))
                .closeMillis();
    }

    private static VenueStep step(VenueBook book, String symbol, Blotter blotter) {
        return new VenueStep(book.with(symbol, blotter.orders()), blotter.events());
    }

    private static VenueStep unknown(VenueBook book, OrderRequest request) {
        String note =
                request.kind() == OrderRequest.Kind.SUBMIT
                        ? "orders: none (expected: at least one)"
                        : "no such order is working";
        return new VenueStep(
                book, List.of(rejection(request.clientOrderId(), request.atMillis(), note)));
    }

    private static List<ExecutionEvent> rejections(OrderRequest request, String note) {
        return request.orders().stream()
                .map(order -> rejection(order.clientOrderId(), request.atMillis(), note))
                .toList();
    }

    private static ExecutionEvent rejection(String id, long atMillis, String note) {
        return new ExecutionEvent(id, OrderEvent.BROKER_REJECTED, atMillis, null, note);
    }
}
