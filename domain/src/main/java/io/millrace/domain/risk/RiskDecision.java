package io.millrace.domain.risk;

import io.millrace.domain.audit.EventIds;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The risk engine's verdict on one BUY or SELL decision: every rule's value against its limit.
 *
 * @param account account that would trade
 * @param strategy strategy that decided
 * @param atMillis event time of the decision
 * @param approved whether an order goes out
 * @param requestedQuantity what sizing asked for
 * @param quantity what is allowed after resizing; zero when rejected
 * @param readings every rule in the order of the policy
 * @param state trading state at that moment
 */
public record RiskDecision(
        String account,
        String strategy,
        String symbol,
        long atMillis,
        boolean approved,
        BigDecimal requestedQuantity,
        BigDecimal quantity,
        List<RuleReading> readings,
        TradingState state) {

    /**
     * The first rule that objects, or for a resized order the tightest one; empty when none binds.
     */
    public Optional<RuleReading> binding() {
        return readings.stream().filter(RuleReading::breached).findFirst();
    }

    public UUID id() {
        return EventIds.of("risk", account + "/" + strategy, symbol, atMillis, 0);
    }

    /** The id that the decision and its orders share. */
    public UUID correlationId() {
        return EventIds.of("chain", strategy, symbol, atMillis, 0);
    }
}
