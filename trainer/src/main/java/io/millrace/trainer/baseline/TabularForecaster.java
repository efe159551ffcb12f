package io.millrace.trainer.baseline;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.learn.Forecaster;
import io.millrace.trainer.learn.WindowSet;
import java.util.Arrays;

/**
 * One function of a row for each horizon and quantile. Quantiles that cross are put in order, which
 * never makes them worse (Chernozhukov, Fernández-Val, Galichon 2010).
 */
final class TabularForecaster implements Forecaster {

    private final ModelDefinition definition;
    private final RowFunction[][] functions;

    /**
     * A forecaster of those functions.
     *
     * @param functions by horizon and quantile
     */
    TabularForecaster(ModelDefinition definition, RowFunction[][] functions) {
        this.definition = definition;
        this.functions = functions;
    }

    @Override
    public float[] quantiles(WindowSet windows) {
        int horizons = definition.horizons().size();
        int levels = definition.quantiles().size();
        double[][] rows = Tabular.rows(windows);
        float[] all = new float[rows.length * horizons * levels];
        int at = 0;
        for (double[] row : rows) {
            for (int horizon = 0; horizon < horizons; horizon++) {
                for (int level = 0; level < levels; level++) {
                    all[at + level] = (float) functions[horizon][level].of(row);
                }
                Arrays.sort(all, at, at + levels);
                at += levels;
            }
        }
        return all;
    }

    @Override
    public void close() {}

    /** A value for a row of inputs. */
    interface RowFunction {

        double of(double[] row);
    }
}
