package io.millrace.domain.portfolio;

import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.risk.RiskDecision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event does to an account.
 *
 * @param account the account after it; the very same object when nothing changed
 * @param decisions the verdict, when the event was a BUY or SELL decision
 * @param evidence what that verdict was made from, when it was on a BUY; otherwise absent
 * @param requests what to ask of the venue, in this order
 * @param violations events that cannot have happened
 */
public record AccountStep(
        Account account,
        List<RiskDecision> decisions,
        @Nullable EntryEvidence evidence,
        List<OrderRequest> requests,
        List<IllegalOrderEvent> violations) {

    static AccountStep unchanged(Account account) {
        return new AccountStep(account, List.of(), null, List.of(), List.of());
    }
}
