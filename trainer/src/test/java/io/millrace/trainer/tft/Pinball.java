package io.millrace.trainer.tft;

import io.millrace.trainer.learn.WindowSet;
import java.nio.FloatBuffer;

/** Mean pinball loss in plain doubles. */
final class Pinball {

    interface Quantiles {
        double at(int window, int horizon, int quantile);
    }

    private Pinball() {}

    static double loss(WindowSet windows, Quantiles forecast) {
        int horizons = windows.definition().horizons().size();
        int quantiles = windows.definition().quantiles().size();
        FloatBuffer came = FloatBuffer.allocate(horizons);
        double sum = 0;
        for (int window = 0; window < windows.size(); window++) {
            windows.targets(window, came.clear());
            for (int horizon = 0; horizon < horizons; horizon++) {
                for (int quantile = 0; quantile < quantiles; quantile++) {
                    double level = windows.definition().quantiles().get(quantile);
                    double missed = came.get(horizon) - forecast.at(window, horizon, quantile);
                    sum += missed >= 0 ? level * missed : (level - 1) * missed;
                }
            }
        }
        return sum / ((double) windows.size() * horizons * quantiles);
    }

    static double loss(WindowSet windows, float[] forecast) {
        int horizons = windows.definition().horizons().size();
        int quantiles = windows.definition().quantiles().size();
        return loss(
                windows,
                (window, horizon, quantile) ->
                        forecast[(window * horizons + horizon) * quantiles + quantile]);
    }
}
