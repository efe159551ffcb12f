package io.millrace.connectors.jdbc;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a backtest or demo ended.
 *
 * @param resolution {@code 1m}, {@code 1h} or {@code 1d}
 * @param fromMillis event time of the first bar; absent without bars
 * @param toMillis event time of the last bar; absent without bars
 * @param metrics statistics of the report by name; one that is undefined is missing
 * @param digest sha256 of every stage's canonical output
 */
public record BacktestRun(
        String runId,
        Status status,
        String resolution,
        @Nullable Long fromMillis,
        @Nullable Long toMillis,
        Counts counts,
        BigDecimal startingEquity,
        BigDecimal endingEquity,
        Map<String, Double> metrics,
        Map<String, String> digest) {

    /** Whether the run is over. */
    public enum Status {
        RUNNING,
        FINISHED,
        FAILED
    }

    /** How much went through the run. */
    public record Counts(long bars, long decisions, long orders, long fills) {}
}
