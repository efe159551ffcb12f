package io.millrace.flink.account;

import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.Position;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.TradingState;
import org.jspecify.annotations.Nullable;

/** One thing that became true of an account at an instant; exactly one of the three is there. */
public record AccountFact(
        String account,
        long atMillis,
        @Nullable EquityPoint worth,
        @Nullable Position position,
        @Nullable TradingState state) {

    static AccountFact of(EquityPoint point) {
        return new AccountFact(point.account(), point.atMillis(), point, null, null);
    }

    static AccountFact of(AccountPosition one) {
        return new AccountFact(one.account(), one.atMillis(), null, one.position(), null);
    }

    static AccountFact of(RiskDecision risk) {
        return new AccountFact(risk.account(), risk.atMillis(), null, null, risk.state());
    }
}
