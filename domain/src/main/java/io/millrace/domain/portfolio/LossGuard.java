package io.millrace.domain.portfolio;

import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.RiskLimits.LossLimits;
import io.millrace.domain.risk.TradingState;
import java.math.BigDecimal;

/** Takes an account out of trading when it has lost too much. */
final class LossGuard {

    private final LossLimits limits;
    private final Exits exits;

    LossGuard(LossLimits limits, Exits exits) {
        this.limits = limits;
        this.exits = exits;
    }

    /** To be asked whenever equity may have fallen. */
    void watch(AccountChange change, long atMillis) {
        BigDecimal equity = change.equity();
        change.set(change.marks().seeing(equity));
        EquityMarks marks = change.marks();
        if (!change.status().liquidating() && hasLost(marks.peak(), equity, limits.maxDrawdown())) {
            change.set(change.status().halted(DenialCode.DRAWDOWN, true));
            exits.leaveEverything(change, atMillis, DenialCode.DRAWDOWN.name());
        }
        if (!change.status().killed() && hasLost(marks.resumed(), equity, limits.killSwitch())) {
            kill(change, atMillis);
        }
        if (change.status().state() == TradingState.ACTIVE
                && hasLost(marks.dayStart(), equity, limits.maxDaily())) {
            change.set(change.status().reducing(DenialCode.DAILY_LOSS));
            exits.withdrawEntries(change, atMillis, DenialCode.DAILY_LOSS.name());
        }
    }

    void kill(AccountChange change, long atMillis) {
        String reason = DenialCode.KILL_SWITCH.name();
        boolean sell = exits.liquidateUnderKillSwitch();
        change.set(change.status().halted(DenialCode.KILL_SWITCH, sell));
        exits.withdrawEntries(change, atMillis, reason);
        if (sell) {
            exits.leaveEverything(change, atMillis, reason);
        }
    }

    private static boolean hasLost(BigDecimal before, BigDecimal now, BigDecimal fraction) {
        return before.subtract(now).compareTo(before.multiply(fraction)) >= 0;
    }
}
