package io.millrace.connectors.kafka.event;

import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;

/** A bar with the features that were known at its end. */
public record BarFeatures(Bar bar, FeatureVector features) {}
