package io.millrace.domain.live;

/**
 * How far the bars have come.
 *
 * @param lastMillis market time of the newest bars; before the first, of the first thing heard
 * @param silent whether they counted as silent when last looked at
 */
public record BarFeed(long lastMillis, boolean silent) {

    static final BarFeed NONE = new BarFeed(Long.MIN_VALUE, false);

    BarFeed seen(long atMillis) {
        return atMillis > lastMillis ? new BarFeed(atMillis, silent) : this;
    }

    BarFeed looked(boolean nowSilent) {
        return nowSilent == silent ? this : new BarFeed(lastMillis, nowSilent);
    }
}
