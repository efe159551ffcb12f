package io.millrace.connectors.jdbc;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model has shown out of sample in one fold.
 *
 * @param fold from 1
 * @param trainedFromMillis first instant of training data
 * @param trainedToMillis when the last of it was known
 * @param sharpe absent where too few days were traded
 * @param winRate absent without a trade
 * @param metrics everything else by name
 */
public record WalkForwardRow(
        String model,
        String version,
        int fold,
        long trainedFromMillis,
        long trainedToMillis,
        long testedFromMillis,
        long testedToMillis,
        @Nullable Double sharpe,
        @Nullable Double winRate,
        int trades,
        Map<String, Double> metrics) {}
