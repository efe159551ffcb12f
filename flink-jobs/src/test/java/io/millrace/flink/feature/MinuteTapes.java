package io.millrace.flink.feature;

import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Random minutes of two symbols in New York's sessions, from a Friday afternoon on. */
public final class MinuteTapes {

    private static final long START = Instant.parse("2024-03-08T20:00:00Z").toEpochMilli();

    private MinuteTapes() {}

    public static Arbitrary<List<Bar>> ofTwoSymbols(int most) {
        return Arbitraries.integers().list().ofMaxSize(most).map(MinuteTapes::tape);
    }

    /** A tape in which every number decides one bar, the symbols taking turns. */
    public static List<Bar> tape(List<Integer> seeds) {
        SessionCalendar calendar = Market.XNYS.calendar();
        List<Bar> bars = new ArrayList<>();
        int[] cents = {10_000, 30_000};
        long start = START;
        for (int i = 0; i < seeds.size(); i++) {
            int seed = seeds.get(i);
            int turn = i % 2;
            int open = cents[turn];
            cents[turn] = Math.max(500, open + (seed & 255) - 128);
            int high = Math.max(open, cents[turn]) + (seed >> 8 & 31);
            int low = Math.min(open, cents[turn]) - (seed >> 13 & 31);
            bars.add(
                    new Bar(
                            turn == 0 ? "AAPL" : "MSFT",
                            start,
                            start + 60_000,
                            open / 100.0,
                            high / 100.0,
                            low / 100.0,
                            cents[turn] / 100.0,
                            (seed >> 18 & 63) * 100.0));
            start += turn * 60_000L;
            start = calendar.isOpen(start) ? start : calendar.nextSession(start).openMillis();
        }
        return bars;
    }

    /** So many bars, the same every time. */
    public static List<Bar> restless(int count) {
        List<Integer> seeds = new ArrayList<>();
        long state = 5;
        for (int i = 0; i < count; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            seeds.add((int) (state >>> 32));
        }
        return tape(seeds);
    }
}
