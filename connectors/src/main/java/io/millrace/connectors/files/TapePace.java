package io.millrace.connectors.files;

import io.millrace.domain.market.MarketEvent;

/** Moves a tape's clock from event to event; mutable, because it moves with every row. */
final class TapePace {

    private final long latenessMillis;
    private final int every;
    private long newestMillis;
    private int rows;
    private long watermark;

    TapePace(TapeClock clock, long latenessMillis, int every) {
        this.latenessMillis = latenessMillis;
        this.every = every;
        newestMillis = clock.newestMillis();
        rows = clock.rows();
        watermark = clock.watermark();
    }

    /** Takes note of an event; true when {@link #watermark()} is to be emitted before it. */
    boolean moveTo(long eventMillis, MarketEvent event) {
        boolean due = false;
        if (event.rejected() == null && eventMillis > newestMillis) {
            long next = eventMillis - 1 - latenessMillis;
            due = rows >= every && next > watermark;
            if (due) {
                watermark = next;
                rows = 0;
            }
            newestMillis = eventMillis;
        }
        rows++;
        return due;
    }

    /** The last watermark, or {@link Long#MIN_VALUE} before the first. */
    long watermark() {
        return watermark;
    }

    TapeClock clock() {
        return new TapeClock(newestMillis, rows, watermark);
    }
}
