package io.millrace.trainer.mlflow;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What MLflow is told of a training run.
 *
 * @param id names the run for ever: the same run is told twice and logged once
 * @param name as lists show it
 * @param params what it was made with
 * @param metrics what it has shown
 * @param steps metrics over the folds, by name: the fold is the step
 * @param artifacts files that are kept with it
 */
public record TrackedRun(
        String id,
        String name,
        Map<String, String> params,
        Map<String, Double> metrics,
        List<Step> steps,
        List<Path> artifacts) {

    /** One value of a metric at a step. */
    public record Step(String metric, int step, double value) {}
}
