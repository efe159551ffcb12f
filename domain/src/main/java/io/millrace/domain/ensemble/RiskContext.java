package io.millrace.domain.ensemble;

import io.millrace.domain.feature.ReturnWindow;
import org.jspecify.annotations.Nullable;

/**
 * What the risk engine must know about the symbol of an entry.
 *
 * @param volatility5 standard deviation of the last five returns, as a fraction; absent when not
 *     ready
 */
public record RiskContext(@Nullable Double volatility5, ReturnWindow returns) {}
