package io.millrace.flink.account;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.risk.RiskDecision;
import org.jspecify.annotations.Nullable;

/**
 * A decision and what became of it.
 *
 * @param risk absent for a HOLD, which asks the account for nothing
 */
public record Judged(Decision decision, @Nullable RiskDecision risk) {}
