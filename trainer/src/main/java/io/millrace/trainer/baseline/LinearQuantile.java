package io.millrace.trainer.baseline;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.learn.Forecaster;
import io.millrace.trainer.learn.Learner;
import io.millrace.trainer.learn.WindowSet;

/** Each quantile as a linear function of the newest bar's inputs (Koenker and Bassett 1978). */
public final class LinearQuantile implements Learner {

    @Override
    public String name() {
        return "linear-quantile";
    }

    @Override
    public Forecaster fit(WindowSet training, WindowSet validation, long seed, Rounds rounds) {
        ModelDefinition model = training.definition();
        double[][] rows = Tabular.rows(training);
        double[][] targets = Targets.byHorizon(training);
        StandardColumns columns = StandardColumns.of(rows);
        double[][] design = columns.design(rows);
        int levels = model.quantiles().size();
        var functions = new TabularForecaster.RowFunction[targets.length][levels];
        for (int horizon = 0; horizon < targets.length; horizon++) {
            for (int level = 0; level < levels; level++) {
                double[] weights =
                        QuantileRegression.fit(
                                design, targets[horizon], model.quantiles().get(level));
                functions[horizon][level] = row -> dot(columns.of(row), weights);
            }
        }
        return new TabularForecaster(model, functions);
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
