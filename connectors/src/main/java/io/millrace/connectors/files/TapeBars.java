package io.millrace.connectors.files;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.BarInProgress;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.Trade;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The bars of a tape that a run decides on, one after the other, without a job: trades are gathered
 * and bars judged as the market stage does it. Of one symbol they come in ascending order.
 */
public final class TapeBars implements Closeable {

    private final TapeEvents events;
    private final SessionCalendar calendar;
    private final TapePace pace;
    private final long lengthMillis;
    private final NavigableMap<Long, Map<String, BarInProgress>> open = new TreeMap<>();
    private final Map<String, Long> newestStart = new HashMap<>();
    private final Deque<Bar> ready = new ArrayDeque<>();
    private long passedOver;
    private boolean ended;

    /**
     * Stands before the first bar.
     *
     * @param resolution of the bars that trades are gathered into
     */
    public TapeBars(Tape tape, TapeOptions options, Resolution resolution) {
        events = new TapeEvents(tape);
        calendar = tape.market().calendar();
        lengthMillis = resolution.millis();
        boolean trades = tape.holdsTrades();
        pace =
                new TapePace(
                        TapeClock.START,
                        trades ? options.maxLatenessMillis() : 0,
                        trades ? options.watermarkEveryTrades() : options.watermarkEveryBars());
    }

    /** Whether there is another bar. */
    public boolean hasNext() throws IOException {
        while (ready.isEmpty() && !ended) {
            if (events.next()) {
                take(events.event(), events.eventMillis());
            } else {
                ended = true;
                closeUntil(Long.MAX_VALUE);
            }
        }
        return !ready.isEmpty();
    }

    /** The next bar; {@link #hasNext()} has said that there is one. */
    public Bar next() {
        return ready.remove();
    }

    /** How many rows could not be used so far: unreadable, late, twice or out of session. */
    public long passedOver() {
        return passedOver;
    }

    @Override
    public void close() throws IOException {
        events.close();
    }

    private void take(MarketEvent event, long eventMillis) {
        if (pace.moveTo(eventMillis, event)) {
            closeUntil(pace.watermark());
        }
        Trade trade = event.trade();
        if (trade != null) {
            gather(trade);
        } else if (event.bar() != null) {
            judge(event.requireBar());
        } else {
            passedOver++;
        }
    }

    private void gather(Trade trade) {
        long start = Math.floorDiv(trade.atMillis(), lengthMillis) * lengthMillis;
        if (start + lengthMillis - 1 <= pace.watermark()) {
            passedOver++;
            return;
        }
        open.computeIfAbsent(start, key -> new TreeMap<>())
                .compute(
                        trade.symbol(),
                        (symbol, soFar) ->
                                soFar == null
                                        ? BarInProgress.startingWith(trade)
                                        : soFar.with(trade));
    }

    private void closeUntil(long watermark) {
        while (!open.isEmpty() && open.firstKey() <= watermark - lengthMillis + 1) {
            Map.Entry<Long, Map<String, BarInProgress>> closed = open.pollFirstEntry();
            long start = closed.getKey();
            closed.getValue()
                    .forEach((symbol, bar) -> judge(bar.over(symbol, start, start + lengthMillis)));
        }
    }

    private void judge(Bar bar) {
        long last = bar.endMillis() - 1;
        Long newest = newestStart.get(bar.symbol());
        boolean inSession = calendar.covers(last) && calendar.isOpen(last);
        if (!inSession || (newest != null && bar.startMillis() <= newest)) {
            passedOver++;
            return;
        }
        newestStart.put(bar.symbol(), bar.startMillis());
        ready.add(bar);
    }
}
