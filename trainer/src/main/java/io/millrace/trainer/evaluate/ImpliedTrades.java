package io.millrace.trainer.evaluate;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.window.TrainingSet;
import java.nio.FloatBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What following the forecast's median would have given, at the nearest horizon as the ensemble
 * reads it: where it says more than a round trip costs, the symbol is bought or sold, held to the
 * horizon's end, and not traded again before.
 *
 * @param days days with windows as days since 1970, ascending
 * @param returns of each day: the sum of its trades' returns after costs over the symbols, which
 *     share the capital equally
 * @param trades how many there were
 * @param wins trades that earned something after costs
 */
public record ImpliedTrades(List<Long> days, List<Double> returns, int trades, int wins) {

    /** What buying or selling costs, as a fraction: 5 basis points. */
    public static final double COST_PER_SIDE = 0.0005;

    /**
     * Trades on forecasts.
     *
     * @param forecasts as a forecaster gives them, for the same windows
     * @param zone in which days are meant
     */
    public static ImpliedTrades of(TrainingSet windows, float[] forecasts, ZoneId zone) {
        ModelDefinition model = windows.definition();
        int horizons = model.horizons().size();
        int levels = model.quantiles().size();
        int median = Medians.place(model);
        FloatBuffer targets = FloatBuffer.allocate(horizons);
        Map<Integer, Long> busyUntil = new HashMap<>();
        NavigableMap<Long, Double> byDay = new TreeMap<>();
        int trades = 0;
        int wins = 0;
        for (int window = 0; window < windows.size(); window++) {
            byDay.putIfAbsent(day(windows.atMillis(window), zone), 0.0);
            float said = forecasts[window * horizons * levels + median];
            int symbol = windows.symbol(window);
            boolean free =
                    windows.atMillis(window) >= busyUntil.getOrDefault(symbol, Long.MIN_VALUE);
            if (!free || Math.abs(said) <= 2 * COST_PER_SIDE) {
                continue;
            }
            windows.targets(window, targets.clear());
            double earned = Math.signum(said) * targets.get(0) - 2 * COST_PER_SIDE;
            long exit = windows.nearestMillis(window);
            busyUntil.put(symbol, exit);
            byDay.merge(day(exit - 1, zone), earned / windows.vocabulary().size(), Double::sum);
            trades++;
            wins += earned > 0 ? 1 : 0;
        }
        return new ImpliedTrades(
                List.copyOf(byDay.keySet()), List.copyOf(byDay.values()), trades, wins);
    }

    /** The trades of several stretches as one; a day that two of them share is one day. */
    public static ImpliedTrades together(List<ImpliedTrades> stretches) {
        NavigableMap<Long, Double> byDay = new TreeMap<>();
        for (ImpliedTrades one : stretches) {
            for (int i = 0; i < one.days.size(); i++) {
                byDay.merge(one.days.get(i), one.returns.get(i), Double::sum);
            }
        }
        return new ImpliedTrades(
                List.copyOf(new TreeSet<>(byDay.keySet())),
                new ArrayList<>(byDay.values()),
                stretches.stream().mapToInt(ImpliedTrades::trades).sum(),
                stretches.stream().mapToInt(ImpliedTrades::wins).sum());
    }

    /** Share of trades that earned something; NaN without a trade. */
    public double winRate() {
        return (double) wins / trades;
    }

    /** All returns added up. */
    public double total() {
        return returns.stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * The annualised Sharpe ratio of the days, without a riskless rate; NaN with less than two days
     * or where all are the same.
     *
     * @param daysAYear 252 for a market with sessions, 365 for one that never closes
     */
    public double sharpe(int daysAYear) {
        int count = returns.size();
        double mean = total() / count;
        double squares = 0;
        for (double one : returns) {
            squares += (one - mean) * (one - mean);
        }
        double deviation = Math.sqrt(squares / (count - 1));
        return count < 2 || deviation == 0 ? Double.NaN : mean / deviation * Math.sqrt(daysAYear);
    }

    private static long day(long atMillis, ZoneId zone) {
        return Instant.ofEpochMilli(atMillis).atZone(zone).toLocalDate().toEpochDay();
    }
}
