package io.millrace.trainer.tft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a network looks at, averaged over windows.
 *
 * @param variables share of each variable of a past bar, by its name; they add up to 1
 * @param attention for each horizon the share of each lag, the newest bar (lag 0) first; what it
 *     looks at ahead of the newest bar is missing to 1
 */
public record Explanation(Map<String, Double> variables, List<List<Double>> attention) {

    /** Mean share of each lag over all horizons, the newest bar first. */
    public List<Double> attentionByLag() {
        List<Double> means = new ArrayList<>();
        for (int lag = 0; lag < attention.get(0).size(); lag++) {
            double sum = 0;
            for (List<Double> horizon : attention) {
                sum += horizon.get(lag);
            }
            means.add(sum / attention.size());
        }
        return means;
    }

    /** Averages under way. */
    static final class Averages {

        private final NetworkShape shape;
        private final double[] variables;
        private final double[] attention;
        private long windows;

        Averages(NetworkShape shape) {
            this.shape = shape;
            this.variables = new double[shape.variables()];
            this.attention = new double[shape.horizons() * shape.positions()];
        }

        void take(Forecast forecast) {
            windows += forecast.attention().length / attention.length;
            add(forecast.variableWeights(), variables);
            add(forecast.attention(), attention);
        }

        private static void add(float[] values, double[] sums) {
            for (int i = 0; i < values.length; i++) {
                sums[i % sums.length] += values[i];
            }
        }

        Explanation explanation() {
            Map<String, Double> named = new LinkedHashMap<>();
            for (int variable = 0; variable < variables.length; variable++) {
                named.put(
                        name(variable),
                        variables[variable] / ((double) windows * shape.lookback()));
            }
            List<List<Double>> lags = new ArrayList<>();
            for (int horizon = 0; horizon < shape.horizons(); horizon++) {
                List<Double> shares = new ArrayList<>();
                for (int at = shape.lookback() - 1; at >= 0; at--) {
                    shares.add(attention[horizon * shape.positions() + at] / windows);
                }
                lags.add(shares);
            }
            return new Explanation(named, lags);
        }

        private String name(int variable) {
            Enum<?> input =
                    variable < shape.observed()
                            ? shape.definition().observed().get(variable)
                            : shape.definition().known().get(variable - shape.observed());
            return input.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
