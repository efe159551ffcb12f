package io.millrace.domain.ensemble;

import io.millrace.domain.config.Settings;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import java.io.Serializable;
import java.time.LocalTime;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The minutes of a day at which an entry may be decided; both ends belong to it.
 *
 * @param from first minute of the day, in the market's zone
 * @param to last minute of the day
 * @param beforeClose whether the session must also go on after the decision, which an early close
 *     cuts short; not asked of daily bars, which are decided at the close, nor of a market that
 *     never closes
 */
public record EntryWindow(int from, int to, boolean beforeClose) implements Serializable {

    private static final int MINUTE = Feature.MINUTE_OF_DAY.place();
    private static final int TO_CLOSE = Feature.MINUTES_TO_CLOSE.place();
    private static final int LAST_MINUTE = 24 * 60 - 1;
    private static final int OPEN = 9 * 60 + 30;
    private static final int CLOSE = 16 * 60;
    private static final String KEY = "ensemble.entry-window";

    static EntryWindow from(Settings settings, Market market, Resolution resolution) {
        boolean sessions = market != Market.CRYPTO && resolution != Resolution.DAY;
        int from = minute(settings.time(KEY + ".from", sessions ? "09:30" : "00:00"));
        int to = minute(settings.time(KEY + ".to", sessions ? "15:45" : "23:59"));
        EntryWindow window = new EntryWindow(from, to, sessions);
        window.check(settings, market, resolution);
        return window;
    }

    /** Open around the clock, or as long as the session is. */
    boolean isAllDay() {
        return from == 0 && to == LAST_MINUTE;
    }

    GateReading read(FeatureVector features) {
        if (!features.isReady(MINUTE) || (beforeClose && !features.isReady(TO_CLOSE))) {
            return new GateReading(Gate.ENTRY_WINDOW, null, to, false);
        }
        double minute = features.values()[MINUTE];
        double last = beforeClose ? Math.min(to, minute + features.values()[TO_CLOSE] - 1) : to;
        boolean early = minute < from;
        return new GateReading(
                Gate.ENTRY_WINDOW, minute, early ? from : last, !early && minute <= last);
    }

    private boolean contains(int minute) {
        return from <= minute && minute <= to;
    }

    private void check(Settings settings, Market market, Resolution resolution) {
        int[] decisions = decisionMinutes(market, resolution);
        String range =
                text(decisions[0])
                        + ".."
                        + text(decisions[decisions.length - 1])
                        + ", when "
                        + resolution.label()
                        + " bars of "
                        + market
                        + " end";
        IntPredicate inside = this::contains;
        settings.check(
                IntStream.of(decisions).anyMatch(inside),
                KEY,
                text(from) + " to " + text(to),
                "a window that holds a part of the reachable " + range);
        settings.check(
                beforeClose || isAllDay() || !IntStream.of(decisions).allMatch(inside),
                KEY,
                text(from) + " to " + text(to),
                "a window that leaves out a part of the reachable "
                        + range
                        + ", or 00:00 to 23:59 for no limit");
    }

    /** The minutes at which bars end on an ordinary day while the session goes on. */
    static int[] decisionMinutes(Market market, Resolution resolution) {
        int step = (int) (resolution.millis() / 60_000);
        if (market == Market.CRYPTO) {
            return IntStream.rangeClosed(0, LAST_MINUTE).filter(at -> at % step == 0).toArray();
        }
        return resolution == Resolution.DAY
                ? new int[] {CLOSE}
                : IntStream.range(OPEN + 1, CLOSE).filter(at -> at % step == 0).toArray();
    }

    private static int minute(LocalTime time) {
        return time.toSecondOfDay() / 60;
    }

    private static String text(int minute) {
        return LocalTime.ofSecondOfDay(minute * 60L).toString();
    }
}
