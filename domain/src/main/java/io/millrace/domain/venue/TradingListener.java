package io.millrace.domain.venue;

import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.IllegalOrderEvent;
import io.millrace.domain.risk.RiskDecision;
import org.jspecify.annotations.Nullable;

/** Hears what happens in an account, in the order in which it happens. */
public interface TradingListener {

    /** A decision has passed through the account; {@code risk} is absent for a HOLD. */
    void judged(Decision decision, @Nullable RiskDecision risk);

    void moved(OrderUpdate update);

    void filled(Fill fill);

    /** A fill has changed what is held of a symbol. */
    void positioned(AccountPosition position);

    /** Something that cannot have happened was reported: evidence of a fault of ours. */
    void violated(IllegalOrderEvent violation);

    /** A gate kept an approved order from the venue. */
    void blocked(BlockedOrder order);

    /** The account's worth has changed. */
    void valued(EquityPoint point);
}
