package io.millrace.domain.risk;

import java.math.BigDecimal;
import java.util.Optional;

/** One limit: a pure question about one entry, answered from what it is handed. */
@FunctionalInterface
public interface RiskRule {

    /** The rule's value against its limit, as it would be after an entry of this quantity. */
    RuleReading read(ProposedEntry entry, AccountView account, BigDecimal quantity);

    /**
     * The most that the rule allows, zero or negative for nothing at all; empty for a rule that
     * only says yes or no.
     */
    default Optional<BigDecimal> most(ProposedEntry entry, AccountView account) {
        return Optional.empty();
    }
}
