package io.millrace.trainer.baseline;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.learn.Forecaster;
import io.millrace.trainer.learn.Learner;
import io.millrace.trainer.learn.WindowSet;

/**
 * The price stays where it is, and is off by as much as it was in training: the same quantiles for
 * every window.
 */
public final class LastValue implements Learner {

    @Override
    public String name() {
        return "last-value";
    }

    @Override
    public Forecaster fit(WindowSet training, WindowSet validation, long seed, Rounds rounds) {
        ModelDefinition model = training.definition();
        double[][] targets = Targets.byHorizon(training);
        int levels = model.quantiles().size();
        var functions = new TabularForecaster.RowFunction[targets.length][levels];
        for (int horizon = 0; horizon < targets.length; horizon++) {
            for (int level = 0; level < levels; level++) {
                double value = SampleQuantile.of(targets[horizon], model.quantiles().get(level));
                functions[horizon][level] = row -> value;
            }
        }
        return new TabularForecaster(model, functions);
    }
}
