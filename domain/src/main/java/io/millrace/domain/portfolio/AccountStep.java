package io.millrace.domain.portfolio;

import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.risk.RiskDecision;
import java.util.List;

/**
 * What one event does to an account.
 *
 * @param account the account after it; the very same object when nothing changed
 * @param decisions the verdict, when the event was a BUY or SELL decision
 * @param requests what to ask of the venue, in this order
 * @param violations events that cannot have happened
 */
public record AccountStep(
        Account account,
        List<RiskDecision> decisions,
        List<OrderRequest> requests,
        List<IllegalOrderEvent> violations) {

    static AccountStep unchanged(Account account) {
        return new AccountStep(account, List.of(), List.of(), List.of());
    }
}
