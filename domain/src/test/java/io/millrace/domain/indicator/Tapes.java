package io.millrace.domain.indicator;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random tapes of minute bars; flat stretches, bars without volume and weekends included. */
public final class Tapes {

    /** Friday 15:00 in New York; the clocks change on the weekend that follows. */
    private static final long START = Instant.parse("2024-03-08T20:00:00Z").toEpochMilli();

    private Tapes() {}

    public static Arbitrary<List<Bar>> bars(int most) {
        return Arbitraries.integers().list().ofMinSize(1).ofMaxSize(most).map(Tapes::tape);
    }

    public static Arbitrary<double[]> closes(int most) {
        return bars(most).map(Tapes::closes);
    }

    public static double[] closes(List<Bar> bars) {
        return bars.stream().mapToDouble(Bar::close).toArray();
    }

    /** A tape in which every number decides one bar. */
    public static List<Bar> tape(List<Integer> seeds) {
        SessionCalendar calendar = Market.XNYS.calendar();
        List<Bar> bars = new ArrayList<>();
        long start = START;
        int cents = 10_000;
        for (int seed : seeds) {
            start = calendar.isOpen(start) ? start : calendar.nextSession(start).openMillis();
            int open = Math.max(200, cents + (seed >> 24) % 16);
            cents = Math.max(200, open + (seed & 255) - 128);
            if (seed % 7 == 0) {
                cents = open;
            }
            int high = Math.max(open, cents) + (seed >> 8 & 31);
            int low = Math.min(open, cents) - (seed >> 13 & 31);
            double volume = (seed >> 18 & 63) * 100.0;
            bars.add(
                    new Bar(
                            "AAPL",
                            start,
                            start + 60_000,
                            open / 100.0,
                            high / 100.0,
                            low / 100.0,
                            cents / 100.0,
                            volume));
            start += 60_000;
        }
        return bars;
    }
}
