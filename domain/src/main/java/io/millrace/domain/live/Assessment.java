package io.millrace.domain.live;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.risk.AccountView;
import io.millrace.domain.risk.ProposedEntry;
import io.millrace.domain.risk.RiskDecision;
import org.jspecify.annotations.Nullable;

/**
 * A verdict with everything that it was made from, so that anyone can make it again.
 *
 * @param entry what was proposed; absent for a SELL
 * @param view the account as the policy saw it; absent for a SELL
 */
public record Assessment(
        Decision decision,
        RiskDecision verdict,
        @Nullable ProposedEntry entry,
        @Nullable AccountView view) {}
