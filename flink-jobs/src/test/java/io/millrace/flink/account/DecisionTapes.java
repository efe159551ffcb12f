package io.millrace.flink.account;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.ensemble.RiskContext;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.Bar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decisions on the minutes of a Tuesday in New York. */
final class DecisionTapes {

    static final long MINUTE = 60_000;
    static final long TEN = Instant.parse("2024-03-05T15:00:00Z").toEpochMilli();

    private DecisionTapes() {}

    /** Three symbols, one decision per number; some minutes are missing. */
    static List<Decision> tape(List<Integer> seeds) {
        String[] symbols = {"AAPL", "MSFT", "XOM"};
        int[] cents = {5_000, 4_000, 3_000};
        List<Decision> tape = new ArrayList<>();
        long at = TEN;
        for (int i = 0; i < seeds.size(); i++) {
            int seed = seeds.get(i);
            int turn = i % symbols.length;
            if (turn == 0) {
                at += MINUTE * (1 + (seed >>> 28) / 8);
            }
            int open = cents[turn];
            cents[turn] = Math.max(500, open + (seed & 127) - 64);
            int high = Math.max(open, cents[turn]) + (seed >> 7 & 15);
            int low = Math.min(open, cents[turn]) - (seed >> 11 & 15);
            Action action =
                    switch (seed >> 15 & 7) {
                        case 0 -> Action.SELL;
                        case 1, 2, 3 -> Action.BUY;
                        default -> Action.HOLD;
                    };
            tape.add(
                    decision(
                            action,
                            new Bar(
                                    symbols[turn],
                                    at - MINUTE,
                                    at,
                                    open / 100.0,
                                    high / 100.0,
                                    low / 100.0,
                                    cents[turn] / 100.0,
                                    (seed >> 18 & 63) * 10.0)));
        }
        return tape;
    }

    static Decision decision(Action action, String symbol, long atMillis, double price) {
        return decision(
                action,
                new Bar(symbol, atMillis - MINUTE, atMillis, price, price, price, price, 1e6));
    }

    private static Decision decision(Action action, Bar bar) {
        return new Decision(
                "ensemble",
                bar,
                action,
                0.8,
                1,
                Regime.BULL,
                true,
                List.of(),
                List.of(
                        new GateReading(Gate.VOTES, 1.0, 0, true),
                        new GateReading(Gate.AVERAGE_VOLUME, 1e6, 5e5, true)),
                action == Action.BUY ? risk(bar) : null);
    }

    /** Returns that no two symbols share, so that nothing correlates. */
    private static RiskContext risk(Bar bar) {
        int seed = bar.symbol().hashCode();
        ReturnWindow window = ReturnWindow.empty();
        for (int i = 39; i >= 0; i--) {
            seed = seed * 1_103_515_245 + 12_345;
            window = window.with(bar.endMillis() - i * MINUTE, (seed >> 16) / 32_768.0 * 0.001);
        }
        return new RiskContext(0.01, window);
    }
}
