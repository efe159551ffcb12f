package io.millrace.trainer.run;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.evaluate.ForecastScores;
import io.millrace.trainer.evaluate.ImpliedTrades;
import io.millrace.trainer.evaluate.InputImportance;
import io.millrace.trainer.fold.Fold;
import io.millrace.trainer.learn.Forecaster;
import io.millrace.trainer.window.TrainingSet;
import java.nio.FloatBuffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Asks a fitted forecaster about its fold's test. */
final class FoldScoring {

    private static final int WINDOWS_FOR_IMPORTANCE = 400;
    private static final int FAN_POINTS = 120;

    private FoldScoring() {}

    static FoldResult of(Fold fold, String learner, Forecaster forecaster, ZoneId zone) {
        TrainingSet test = fold.test();
        float[] forecasts = forecaster.quantiles(test);
        return new FoldResult(
                fold.number(),
                learner,
                span(fold),
                ForecastScores.of(test, forecasts),
                ImpliedTrades.of(test, forecasts, zone),
                InputImportance.of(forecaster, drawn(test, WINDOWS_FOR_IMPORTANCE)),
                fan(test, forecasts));
    }

    private static FoldResult.Span span(Fold fold) {
        TrainingSet training = fold.training();
        TrainingSet test = fold.test();
        return new FoldResult.Span(
                training.fromMillis(0),
                IntStream.range(0, training.size())
                        .mapToLong(training::learnableMillis)
                        .max()
                        .orElseThrow(),
                test.atMillis(0),
                test.atMillis(test.size() - 1) + 1,
                training.size(),
                fold.validation().size(),
                test.size(),
                fold.purged());
    }

    private static TrainingSet drawn(TrainingSet windows, int most) {
        int count = Math.min(most, windows.size());
        return windows.only(
                IntStream.range(0, count)
                        .map(i -> (int) ((long) i * windows.size() / count))
                        .toArray());
    }

    /** A stretch of the test's first symbol. */
    private static List<FoldResult.FanPoint> fan(TrainingSet test, float[] forecasts) {
        ModelDefinition model = test.definition();
        int horizons = model.horizons().size();
        int levels = model.quantiles().size();
        FloatBuffer targets = FloatBuffer.allocate(horizons);
        List<FoldResult.FanPoint> points = new ArrayList<>();
        for (int window = 0; window < test.size() && points.size() < FAN_POINTS; window++) {
            if (test.symbol(window) != test.symbol(0)) {
                continue;
            }
            test.targets(window, targets.clear());
            List<Double> quantiles = new ArrayList<>();
            for (int level = 0; level < levels; level++) {
                int at = window * horizons * levels + level;
                quantiles.add((double) forecasts[at]);
            }
            points.add(new FoldResult.FanPoint(test.atMillis(window), targets.get(0), quantiles));
        }
        return points;
    }
}
