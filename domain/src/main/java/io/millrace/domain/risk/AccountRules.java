package io.millrace.domain.risk;

import static io.millrace.domain.risk.DenialCode.*;

import io.millrace.domain.risk.RiskLimits.LossLimits;
import io.millrace.domain.risk.RiskLimits.RunBudget;
import java.math.BigDecimal;
import java.util.function.Function;

/** Whether the account may enter anything at all. */
final class AccountRules {

    private AccountRules() {}

    static RiskRule killSwitchIsOff() {
        return (entry, account, quantity) ->
                new RuleReading(
                        KILL_SWITCH, account.killed() ? "on" : "off", "off", account.killed());
    }

    static RiskRule dailyLossIsBelow(LossLimits losses) {
        return lossIsBelow(DAILY_LOSS, AccountView::dayStartEquity, losses.maxDaily());
    }

    static RiskRule drawdownIsBelow(LossLimits losses) {
        return lossIsBelow(DRAWDOWN, AccountView::peakEquity, losses.maxDrawdown());
    }

    static RiskRule accountIsActive() {
        return (entry, account, quantity) ->
                new RuleReading(
                        TRADING_STATE,
                        account.state().name(),
                        TradingState.ACTIVE.name(),
                        account.state() != TradingState.ACTIVE);
    }

    static RiskRule runLossIsBelow(RunBudget run) {
        String limit = run.maxLoss().toPlainString();
        return (entry, account, quantity) -> {
            BigDecimal loss = account.startEquity().subtract(account.equity());
            return run.maxLoss().signum() == 0
                    ? Readings.unlimited(RUN_LOSS, loss.toPlainString())
                    : new RuleReading(
                            RUN_LOSS,
                            loss.toPlainString(),
                            limit,
                            loss.compareTo(run.maxLoss()) >= 0);
        };
    }

    static RiskRule runOrdersAreWithin(RunBudget run) {
        String limit = Integer.toString(run.maxOrders());
        return (entry, account, quantity) -> {
            int after = account.runOrders() + 1;
            return run.maxOrders() == 0
                    ? Readings.unlimited(RUN_ORDERS, Integer.toString(after))
                    : Readings.atMost(RUN_ORDERS, after, run.maxOrders(), limit);
        };
    }

    static RiskRule runNotionalIsWithin(RunBudget run) {
        String limit = run.maxNotional().toPlainString();
        return (entry, account, quantity) -> {
            BigDecimal after = account.runNotional().add(entry.price().multiply(quantity));
            return run.maxNotional().signum() == 0
                    ? Readings.unlimited(RUN_NOTIONAL, after.toPlainString())
                    : Readings.atMost(RUN_NOTIONAL, after, run.maxNotional(), limit);
        };
    }

    static RiskRule sessionIsOpen(boolean entriesWhenClosed) {
        return (entry, account, quantity) ->
                new RuleReading(
                        SESSION_CLOSED,
                        account.sessionOpen() ? "open" : "closed",
                        entriesWhenClosed ? "any" : "open",
                        !account.sessionOpen() && !entriesWhenClosed);
    }

    static RiskRule slippageWasAsExpected() {
        return (entry, account, quantity) -> {
            long until = account.slippageBlockedUntilMillis();
            boolean blocked = until > entry.atMillis();
            long left = blocked ? until - entry.atMillis() : 0;
            return new RuleReading(SLIPPAGE_BLOCK, Readings.seconds(left), "0s", blocked);
        };
    }

    /** In dollars, so that the reading shows the money; reaching the limit is breaching it. */
    private static RiskRule lossIsBelow(
            DenialCode rule, Function<AccountView, BigDecimal> before, BigDecimal fraction) {
        return (entry, account, quantity) -> {
            BigDecimal loss = before.apply(account).subtract(account.equity());
            BigDecimal limit = before.apply(account).multiply(fraction);
            return new RuleReading(
                    rule, loss.toPlainString(), limit.toPlainString(), loss.compareTo(limit) >= 0);
        };
    }
}
