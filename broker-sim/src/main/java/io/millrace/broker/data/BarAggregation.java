package io.millrace.broker.data;

import io.millrace.broker.tape.Published;
import io.millrace.broker.tape.PublishedBar;
import io.millrace.domain.market.Bar;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes longer bars of published ones; the last may still be growing. */
final class BarAggregation {

    /** Coins are divisible to eight places; sums are rounded back to them. */
    private static final double VOLUME_PLACES = 1e8;

    private BarAggregation() {}

    /** The bars of a timeframe whose left edge is not before {@code fromMillis}. */
    static Published<PublishedBar> of(
            Published<PublishedBar> bars, Timeframe timeframe, ZoneId zone, long fromMillis) {
        List<PublishedBar> longer = new ArrayList<>();
        @Nullable PublishedBar soFar = null;
        for (int place = bars.firstFrom(fromMillis); place < bars.size(); place++) {
            PublishedBar bar = bars.get(place);
            long edge = timeframe.leftEdge(bar.bar().startMillis(), zone);
            if (edge < fromMillis) {
                continue;
            }
            if (soFar != null && soFar.bar().startMillis() != edge) {
                longer.add(soFar);
                soFar = null;
            }
            soFar = soFar == null ? from(edge, bar) : joined(soFar, bar);
        }
        if (soFar != null) {
            longer.add(soFar);
        }
        return Published.of(longer, bar -> bar.bar().startMillis());
    }

    /** A bar that begins a longer one. */
    static PublishedBar from(long leftEdge, PublishedBar first) {
        Bar bar = first.bar();
        return new PublishedBar(
                new Bar(
                        bar.symbol(),
                        leftEdge,
                        bar.endMillis(),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume()),
                first.prints());
    }

    /** A bar with the one that follows it. */
    static PublishedBar joined(PublishedBar soFar, PublishedBar next) {
        Bar one = soFar.bar();
        Bar other = next.bar();
        double volume = one.volume() + other.volume();
        return new PublishedBar(
                new Bar(
                        one.symbol(),
                        one.startMillis(),
                        other.endMillis(),
                        one.open(),
                        Math.max(one.high(), other.high()),
                        Math.min(one.low(), other.low()),
                        other.close(),
                        Math.rint(volume * VOLUME_PLACES) / VOLUME_PLACES),
                joined(soFar, next, volume));
    }

    private static PublishedBar.@Nullable Prints joined(
            PublishedBar soFar, PublishedBar next, double volume) {
        PublishedBar.Prints one = soFar.prints();
        PublishedBar.Prints other = next.prints();
        if (one == null || other == null || volume == 0) {
            return null;
        }
        double paid = one.vwap() * soFar.bar().volume() + other.vwap() * next.bar().volume();
        return new PublishedBar.Prints(one.count() + other.count(), paid / volume);
    }
}
