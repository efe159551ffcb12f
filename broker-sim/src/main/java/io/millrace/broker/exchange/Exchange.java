package io.millrace.broker.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.faults.FaultKind;
import io.millrace.broker.faults.Faults;
import io.millrace.broker.ledger.Ledger;
import io.millrace.broker.tape.MarketListener;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Trade;
import io.millrace.domain.venue.VenueSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The broker's trading side: one account under one lock, of which nothing is told to anybody before
 * it is in the ledger.
 *
 * <p>Opened on a ledger that has rows, it is what it was when the last of them was written; bars
 * that it has met before are then only looked at for their prices.
 */
public final class Exchange implements MarketListener, TradeUpdates {

    private final Object lock = new Object();
    private final Desk desk;
    private final EquityCurve curve;
    private final Ledger ledger;
    private final Faults faults;
    private final VenueSettings venue;
    private final List<TradeUpdate> published = new ArrayList<>();
    private final List<Consumer<TradeUpdate>> listeners = new ArrayList<>();
    private long metUntilMillis;
    private boolean over;
    private boolean broken;

    private Exchange(Desk desk, VenueSettings venue, Ledger ledger, Faults faults) {
        this.desk = desk;
        this.curve = new EquityCurve(desk.account().cash());
        this.venue = venue;
        this.ledger = ledger;
        this.faults = faults;
    }

    /**
     * What an exchange is made of.
     *
     * @param symbols what can be traded from the start; the tape may bring more
     * @param startMillis an instant before the first bars
     */
    public record Setup(
            AccountTerms account,
            Market market,
            VenueSettings venue,
            Collection<String> symbols,
            long startMillis) {

        /** The part of the START row that must not change while a ledger is in use. */
        ObjectNode json() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("cash", Figures.text(account.cash()))
                    .put("multiplier", account.multiplier())
                    .put("shorting", account.shorting())
                    .put("seed", account.seed())
                    .put("market", market.name())
                    .put("venue", venue.toString())
                    .put("start", startMillis);
        }
    }

    /**
     * Opens the exchange on its ledger.
     *
     * @param tape what to note about the tape on which it runs, and to insist on later
     * @throws io.millrace.broker.ledger.LedgerException when the ledger belongs to another setup
     */
    public static Exchange open(Setup setup, ObjectNode tape, Ledger ledger, Faults faults) {
        Assets assets = new Assets(setup.market(), setup.symbols());
        Desk desk =
                new Desk(
                        setup.account(),
                        setup.market(),
                        setup.venue(),
                        assets,
                        setup.startMillis());
        Exchange exchange = new Exchange(desk, setup.venue(), ledger, faults);
        ObjectNode start = Rows.row(Ledger.START);
        start.setAll(setup.json());
        start.set("tape", tape);
        exchange.begin(start);
        return exchange;
    }

    private void begin(ObjectNode start) {
        ledger.replay(new Recovery(desk, start)::take);
        if (ledger.isEmpty()) {
            ledger.append(desk.atMillis(), List.of(start));
        }
        published.addAll(desk.reports().takeUpdates());
        metUntilMillis = desk.atMillis();
    }

    /** Looks at the desk while nothing changes. */
    public <T> T read(Function<Desk, T> question) {
        synchronized (lock) {
            requireSound();
            return question.apply(desk);
        }
    }

    /** Changes the desk; returns when the change is in the ledger and on the streams. */
    public <T> T change(Function<Desk, T> request) {
        synchronized (lock) {
            requireSound();
            try {
                return request.apply(desk);
            } finally {
                publish();
            }
        }
    }

    /** Writes down that the process ends here on purpose, so that it does so only once. */
    public void noteRestart() {
        note(Notes::restart);
    }

    /** How often the process has ended on purpose in the life of the ledger. */
    public long restarts() {
        return read(desk -> desk.notes().restarts());
    }

    /**
     * Writes down the wall-clock time on which the tape's schedule hangs; only the first counts.
     */
    public void noteAnchor(long wallClockMillis) {
        note(notes -> notes.anchor(wallClockMillis));
    }

    /** The anchor of this process or of the one before it. */
    public OptionalLong anchorMillis() {
        return read(desk -> desk.notes().anchor());
    }

    /** The last instant that the ledger knew when it was opened. */
    public long metUntilMillis() {
        return metUntilMillis;
    }

    private void note(Consumer<Notes> what) {
        change(
                desk -> {
                    what.accept(desk.notes());
                    return desk;
                });
    }

    /** The account's worth so far. */
    public List<EquityCurve.Point> equityCurve() {
        synchronized (lock) {
            return curve.points();
        }
    }

    /** Whether the tape has ended. */
    public boolean isOver() {
        synchronized (lock) {
            return over;
        }
    }

    @Override
    public void onInstant(long atMillis, List<Bar> bars, List<Trade> trades) {
        synchronized (lock) {
            requireSound();
            desk.advanceTo(atMillis);
            for (Bar bar : bars) {
                desk.assets().of(bar.symbol());
                if (atMillis > metUntilMillis) {
                    desk.meet(asFilled(bar));
                }
                desk.marks().take(bar);
            }
            curve.add(atMillis, desk);
            publish();
        }
        faults.strike(FaultKind.RESTART, "instant " + Figures.instant(atMillis));
    }

    @Override
    public void onEnd(long atMillis) {
        synchronized (lock) {
            over = true;
        }
    }

    @Override
    public List<TradeUpdate> after(long sequence) {
        synchronized (lock) {
            int from = (int) Math.max(0, Math.min(sequence, published.size()));
            return List.copyOf(published.subList(from, published.size()));
        }
    }

    @Override
    public void subscribe(Consumer<TradeUpdate> listener) {
        synchronized (lock) {
            listeners.add(listener);
        }
    }

    /** How many updates there have been. */
    public long updateCount() {
        synchronized (lock) {
            return published.size();
        }
    }

    private void publish() {
        List<ObjectNode> rows = desk.reports().takeRows();
        List<TradeUpdate> updates = desk.reports().takeUpdates();
        if (!rows.isEmpty()) {
            boolean written = false;
            try {
                ledger.append(desk.atMillis(), rows);
                written = true;
            } finally {
                broken = !written;
            }
        }
        for (TradeUpdate update : updates) {
            published.add(update);
            listeners.forEach(listener -> listener.accept(update));
        }
    }

    private void requireSound() {
        if (broken) {
            throw new IllegalStateException(
                    "the ledger cannot be written: what happened last is not in it");
        }
    }

    /** The bar with so little volume that what it would fill fills by half. */
    private Bar asFilled(Bar bar) {
        if (desk.tickets().openOn(bar.symbol()).isEmpty()) {
            return bar;
        }
        BigDecimal lots = desk.fillsOn(bar).divide(venue.lot(), 0, RoundingMode.FLOOR);
        if (lots.compareTo(BigDecimal.valueOf(2)) < 0
                || faults.strike(FaultKind.PARTIAL_FILLS, bar.symbol()).isEmpty()) {
            return bar;
        }
        BigDecimal half =
                lots.divide(BigDecimal.valueOf(2), 0, RoundingMode.FLOOR)
                        .add(new BigDecimal("0.5"));
        double volume =
                half.multiply(venue.lot())
                        .divide(venue.volumeShare(), Figures.DIGITS)
                        .doubleValue();
        return new Bar(
                bar.symbol(),
                bar.startMillis(),
                bar.endMillis(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                Math.min(volume, bar.volume()));
    }
}
