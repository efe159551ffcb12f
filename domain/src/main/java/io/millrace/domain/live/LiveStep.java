package io.millrace.domain.live;

import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.IllegalOrderEvent;
import java.util.List;

/**
 * What follows from one input, each list in the order in which it happened.
 *
 * @param account the account after it; the very same object when nothing changed
 * @param requests to be handed to the broker in this order
 */
public record LiveStep(
        LiveAccount account,
        List<Assessment> assessments,
        List<BrokerRequest> requests,
        List<OrderUpdate> orders,
        List<Fill> fills,
        List<AccountPosition> positions,
        List<EquityPoint> equity,
        List<IllegalOrderEvent> violations,
        List<Difference> differences,
        List<Alert> alerts) {

    /** Nothing follows. */
    public static LiveStep unchanged(LiveAccount account) {
        return new LiveStep(
                account, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of());
    }
}
