package io.millrace.trainer.drift;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.baseline.SampleQuantile;

/**
 * What a model was made for, kept with it so that drift can be told from it.
 *
 * @param inputs of the training windows
 * @param medianConfidence of its forecasts on the validation windows
 */
public record Reference(InputSample inputs, double medianConfidence) {

    /** The median confidence of forecasts, at the nearest horizon. */
    public static double medianConfidence(ModelDefinition model, float[] forecasts) {
        int levels = model.quantiles().size();
        int step = model.horizons().size() * levels;
        int median = model.quantiles().indexOf(0.5);
        double[] confidences = new double[forecasts.length / step];
        for (int i = 0; i < confidences.length; i++) {
            int at = i * step;
            confidences[i] =
                    Confidence.of(
                            forecasts[at], forecasts[at + median], forecasts[at + levels - 1]);
        }
        return SampleQuantile.of(confidences, 0.5);
    }
}
