package io.millrace.trainer.tft;

import io.millrace.domain.model.KnownInput;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ObservedInput;
import io.millrace.trainer.learn.WindowSet;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;

/**
 * Windows over first-order autoregressions, {@code x' = 0.9 x + noise}: the value so many steps
 * ahead is normal given the last one, so its quantiles and the least possible pinball loss are
 * known in closed form. The second symbol is three times as noisy as the first, and says so nowhere
 * but in its number. The second input is noise.
 */
public final class AutoregressiveWindows implements WindowSet {

    public static final ModelDefinition DEFINITION =
            new ModelDefinition(
                    "autoregressive-1",
                    12,
                    List.of(1, 2, 4),
                    List.of(0.1, 0.5, 0.9),
                    List.of(ObservedInput.RETURN_1, ObservedInput.VOLUME_Z_20),
                    List.of(KnownInput.MINUTE_OF_DAY),
                    true);

    public static final List<String> SYMBOLS = List.of("CALM", "WILD");

    private static final double MEMORY = 0.9;
    private static final double UNIT = 0.002;
    private static final double OFFSET = 0.01;

    /** Standard normal quantile and density at it, from a table. */
    private static final double Z_90 = 1.2815515655446004;

    private static final double DENSITY_Z_90 = 0.17549833193248685;
    private static final double DENSITY_0 = 0.3989422804014327;

    private final double[][] series;
    private final double[][] noise;
    private final int size;

    public AutoregressiveWindows(int size, long seed) {
        Random random = new Random(seed);
        this.size = size;
        this.series = new double[SYMBOLS.size()][size + 40];
        this.noise = new double[SYMBOLS.size()][size + 40];
        for (int symbol = 0; symbol < series.length; symbol++) {
            double value = deviation(symbol + 1, 1000) * random.nextGaussian();
            for (int at = 0; at < series[symbol].length; at++) {
                series[symbol][at] = value;
                noise[symbol][at] = 5 + 40 * random.nextGaussian();
                value = MEMORY * value + shock(symbol + 1) * random.nextGaussian();
            }
        }
    }

    private static double shock(int symbol) {
        return symbol == 1 ? UNIT : 3 * UNIT;
    }

    /** Standard deviation of the value so many steps ahead, given the last one. */
    static double deviation(int symbol, int ahead) {
        double squared = MEMORY * MEMORY;
        return shock(symbol) * Math.sqrt((1 - Math.pow(squared, ahead)) / (1 - squared));
    }

    double last(int window) {
        return series[symbol(window) - 1][window + DEFINITION.lookback() - 1];
    }

    /** The true quantile, which no forecast is better than. */
    double quantile(int window, int horizon, int quantile) {
        int ahead = DEFINITION.horizons().get(horizon);
        double z = quantile == 1 ? 0 : (quantile - 1) * Z_90;
        return Math.pow(MEMORY, ahead) * last(window) + z * deviation(symbol(window), ahead);
    }

    /** Expected pinball loss of the true quantiles: of a normal it is deviation times density. */
    static double leastLoss() {
        double sum = 0;
        for (int symbol = 1; symbol <= SYMBOLS.size(); symbol++) {
            for (int ahead : DEFINITION.horizons()) {
                sum += deviation(symbol, ahead) * (2 * DENSITY_Z_90 + DENSITY_0) / 3;
            }
        }
        return sum / (SYMBOLS.size() * DEFINITION.horizons().size());
    }

    @Override
    public ModelDefinition definition() {
        return DEFINITION;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int symbol(int window) {
        return 1 + window % SYMBOLS.size();
    }

    @Override
    public long atMillis(int window) {
        return window * 60_000L;
    }

    @Override
    public void observed(int window, FloatBuffer into) {
        for (int at = window; at < window + DEFINITION.lookback(); at++) {
            // away from 0, so that whoever forgets to centre it is seen
            into.put((float) (OFFSET + series[symbol(window) - 1][at]));
            into.put((float) noise[symbol(window) - 1][at]);
        }
    }

    @Override
    public void known(int window, FloatBuffer into) {
        int positions = DEFINITION.lookback() + DEFINITION.horizons().size();
        for (int at = window; at < window + positions; at++) {
            into.put(at % 10 / 10f);
        }
    }

    @Override
    public void targets(int window, FloatBuffer into) {
        for (int ahead : DEFINITION.horizons()) {
            into.put(
                    (float) series[symbol(window) - 1][window + DEFINITION.lookback() - 1 + ahead]);
        }
    }
}
