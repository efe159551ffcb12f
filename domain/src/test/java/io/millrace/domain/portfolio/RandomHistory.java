package io.millrace.domain.portfolio;

import io.millrace.domain.config.Settings;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.venue.SimulatedVenue;
import io.millrace.domain.venue.VenueBook;
import io.millrace.domain.venue.VenueSettings;
import io.millrace.domain.venue.VenueStep;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An account, a venue and chance: random bars and decisions, thin volume, orders that the broker
 * refuses or takes back, and somebody at the kill switch.
 */
final class RandomHistory {

    /** Told about everything that happens, in order. */
    interface Witness {

        void filled(ExecutionEvent event);

        void judged(Account before, Decision decision, RiskDecision verdict, VenueBook book);

        void settled(Account account, VenueBook book, long atMillis);

        void violated(IllegalOrderEvent violation);
    }

    static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "TSLA", "XOM");

    static final Map<String, Object> SETTINGS =
            Map.ofEntries(
                    Map.entry("account.cash", "5000"),
                    Map.entry("sizing.notional", "1200"),
                    Map.entry("risk.max-position-fraction", "0.25"),
                    Map.entry("risk.max-total-exposure", "3000"),
                    Map.entry("risk.max-order-shares", "30"),
                    Map.entry("risk.max-open-orders", "8"),
                    Map.entry("risk.max-orders-per-symbol-day", "6"),
                    Map.entry("risk.max-orders-per-minute", "2"),
                    Map.entry("risk.cooldown", "4m"),
                    Map.entry("risk.cvar.max", "1"),
                    Map.entry("exits.max-holding", "20m"));

    private static final List<Action> ACTIONS =
            List.of(Action.BUY, Action.BUY, Action.BUY, Action.BUY, Action.SELL, Action.HOLD);

    private final Random chance;
    private final Witness witness;
    private final AccountEngine engine;
    private final SimulatedVenue venue;
    private final Map<String, Double> prices = new HashMap<>();
    private final Deque<OrderRequest> outbox = new ArrayDeque<>();
    private Account account;
    private VenueBook book = VenueBook.empty();

    RandomHistory(long seed, Witness witness) {
        this.chance = new Random(seed);
        this.witness = witness;
        AccountSettings settings = settings();
        this.engine = new AccountEngine(settings, Market.XNYS);
        this.account = Account.open(settings);
        this.venue = new SimulatedVenue(VenueSettings.standard(), Market.XNYS.calendar());
        SYMBOLS.forEach(symbol -> prices.put(symbol, 20 + 60 * chance.nextDouble()));
    }

    static AccountSettings settings() {
        return AccountSettings.from(new Settings(SETTINGS));
    }

    Account run() {
        for (String date : List.of("2024-03-05", "2024-03-06")) {
            long open = Desk.at(date, "09:30");
            for (int minute = 1; minute <= 390; minute += 1 + chance.nextInt(2)) {
                passMinute(open + minute * Desk.MINUTE);
            }
        }
        return account;
    }

    private void passMinute(long endMillis) {
        if (engine.nextDeadline(account).orElse(Long.MAX_VALUE) <= endMillis) {
            took(engine.onTime(account, endMillis), endMillis);
        }
        for (String symbol : SYMBOLS) {
            if (chance.nextInt(10) > 0) {
                passBar(nextBar(symbol, endMillis));
            }
        }
        meddle(endMillis);
        witness.settled(account, book, endMillis);
    }

    private void passBar(Bar bar) {
        report(venue.onBar(book, bar));
        drain(bar.endMillis());
        took(engine.onBar(account, bar), bar.endMillis());
        Action action = ACTIONS.get(chance.nextInt(ACTIONS.size()));
        Decision decision = Desk.decision(action, bar, 1, Desk.risk(bar.symbol(), bar.endMillis()));
        Account before = account;
        AccountStep step = engine.onDecision(account, decision);
        for (RiskDecision verdict : step.decisions()) {
            witness.judged(before, decision, verdict, book);
        }
        took(step, bar.endMillis());
    }

    private void meddle(long atMillis) {
        List<String> working =
                account.orders().values().stream()
                        .filter(OrderRecord::isWorking)
                        .filter(one -> one.order().submittedAtMillis() <= atMillis - Desk.MINUTE)
                        .map(one -> one.order().clientOrderId())
                        .sorted()
                        .toList();
        if (!working.isEmpty() && chance.nextInt(10) == 0) {
            String id = working.get(chance.nextInt(working.size()));
            report(venue.apply(book, OrderRequest.cancel(id, atMillis, "BROKER")));
            drain(atMillis);
        }
        if (chance.nextInt(100) == 0) {
            took(engine.kill(account, atMillis), atMillis);
        }
        if (chance.nextInt(40) == 0) {
            took(engine.resume(account, atMillis), atMillis);
        }
    }

    private void took(AccountStep step, long atMillis) {
        account = step.account();
        step.violations().forEach(witness::violated);
        outbox.addAll(step.requests());
        drain(atMillis);
    }

    private void drain(long atMillis) {
        while (!outbox.isEmpty()) {
            OrderRequest request = outbox.remove();
            boolean refuses =
                    request.kind() == OrderRequest.Kind.SUBMIT
                            && request.orders().get(0).parentId() == null
                            && chance.nextInt(12) == 0;
            report(refuses ? refusal(request, atMillis) : venue.apply(book, request));
        }
    }

    private VenueStep refusal(OrderRequest request, long atMillis) {
        return new VenueStep(
                book,
                request.orders().stream()
                        .map(Order::clientOrderId)
                        .map(
                                id ->
                                        new ExecutionEvent(
                                                id,
                                                OrderEvent.BROKER_REJECTED,
                                                atMillis,
                                                null,
                                                "chance"))
                        .toList());
    }

    private void report(VenueStep step) {
        book = step.book();
        for (ExecutionEvent event : step.events()) {
            if (event.fill() != null) {
                witness.filled(event);
            }
            AccountStep heard = engine.onExecution(account, event);
            account = heard.account();
            heard.violations().forEach(witness::violated);
            outbox.addAll(heard.requests());
        }
    }

    private Bar nextBar(String symbol, long endMillis) {
        double open = prices.getOrDefault(symbol, 50.0);
        double close = cents(open * (1 + 0.006 * chance.nextGaussian()));
        double high = cents(Math.max(open, close) * (1 + 0.003 * chance.nextDouble()));
        double low = cents(Math.min(open, close) * (1 - 0.003 * chance.nextDouble()));
        prices.put(symbol, close);
        return new Bar(
                symbol,
                endMillis - Desk.MINUTE,
                endMillis,
                cents(open),
                Math.max(high, cents(open)),
                Math.min(low, cents(open)),
                close,
                20 + chance.nextInt(400));
    }

    private static double cents(double price) {
        return Math.round(Math.max(1, price) * 100) / 100.0;
    }
}
