package io.millrace.domain.alpha;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Lean's three alpha models written down once more, straight from their description, over whole
 * arrays: the oracle. NaN is an indicator that is not ready.
 */
final class LeanRules {

    private LeanRules() {}

    /** The insights over a tape; {@code closesAt} is the end of an insight's life. */
    static List<Insight> rsi(double[] rsi, long[] at, LongUnaryOperator closesAt) {
        List<Insight> insights = new ArrayList<>();
        int tripped = 0; // 0 middle, -1 low, +1 high
        for (int i = 0; i < rsi.length; i++) {
            if (Double.isNaN(rsi[i])) {
                continue;
            }
            int before = tripped;
            if (rsi[i] > 70) {
                tripped = 1;
            } else if (rsi[i] < 30) {
                tripped = -1;
            } else if ((before == -1 && rsi[i] > 35) || (before == 1 && rsi[i] < 65)) {
                tripped = 0;
            }
            if (tripped != before && tripped != 0) {
                insights.add(
                        insight(
                                AlphaName.RSI,
                                at[i],
                                closesAt,
                                tripped == -1 ? Direction.UP : Direction.DOWN));
            }
        }
        return insights;
    }

    static List<Insight> emaCross(
            double[] fast, double[] slow, long[] at, LongUnaryOperator closesAt) {
        List<Insight> insights = new ArrayList<>();
        boolean fastIsOverSlow = false;
        for (int i = 0; i < fast.length; i++) {
            if (Double.isNaN(fast[i]) || Double.isNaN(slow[i])) {
                continue;
            }
            if (fastIsOverSlow && slow[i] > fast[i]) {
                insights.add(insight(AlphaName.EMA_CROSS, at[i], closesAt, Direction.DOWN));
            } else if (!fastIsOverSlow && fast[i] > slow[i]) {
                insights.add(insight(AlphaName.EMA_CROSS, at[i], closesAt, Direction.UP));
            }
            fastIsOverSlow = fast[i] > slow[i];
        }
        return insights;
    }

    /** Lean expires the insights in silence; here that is a FLAT one, if any was still open. */
    static List<Insight> macd(
            double[] signal, double[] close, long[] at, LongUnaryOperator closesAt) {
        List<Insight> insights = new ArrayList<>();
        String previous = "none";
        long openUntil = Long.MIN_VALUE;
        for (int i = 0; i < signal.length; i++) {
            if (Double.isNaN(signal[i])) {
                continue;
            }
            double normalised = signal[i] / close[i];
            String now = normalised > 0.01 ? "up" : normalised < -0.01 ? "down" : "flat";
            if (now.equals(previous)) {
                continue;
            }
            previous = now;
            if (!now.equals("flat")) {
                Direction direction = now.equals("up") ? Direction.UP : Direction.DOWN;
                insights.add(insight(AlphaName.MACD, at[i], closesAt, direction));
                openUntil = closesAt.applyAsLong(at[i]);
            } else if (!(openUntil < at[i])) {
                insights.add(new Insight(AlphaName.MACD, "AAPL", at[i], at[i], Direction.FLAT));
                openUntil = Long.MIN_VALUE;
            }
        }
        return insights;
    }

    private static Insight insight(
            AlphaName alpha, long at, LongUnaryOperator closesAt, Direction direction) {
        return new Insight(alpha, "AAPL", at, closesAt.applyAsLong(at), direction);
    }
}
