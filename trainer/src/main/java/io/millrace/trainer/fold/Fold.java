package io.millrace.trainer.fold;

import io.millrace.trainer.window.TrainingSet;

/**
 * One step of a walk forward. No bar that a later set looks at, be it as input or as target, is a
 * target of an earlier set.
 *
 * @param number from 1; 0 for the last fit, which has no test
 * @param test empty for the last fit
 * @param purged windows that the embargo took from training and validation
 */
public record Fold(
        int number, TrainingSet training, TrainingSet validation, TrainingSet test, int purged) {}
