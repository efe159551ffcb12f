package io.millrace.trainer.window;

import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;

/** A bar with the features that were served at its end. */
public record FeatureRow(Bar bar, FeatureVector features) {}
