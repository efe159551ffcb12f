package io.millrace.domain.portfolio;

import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.TradingState;
import org.jspecify.annotations.Nullable;

/**
 * What an account may do at the moment, and why.
 *
 * @param cause the limit that took the account out of {@code ACTIVE}; absent while active
 * @param killed whether the kill switch is on
 * @param liquidating whether every position is to be sold
 * @param slippageBlockedUntilMillis first instant at which entries may go out again
 */
public record TradingStatus(
        TradingState state,
        @Nullable DenialCode cause,
        boolean killed,
        boolean liquidating,
        long slippageBlockedUntilMillis) {

    static TradingStatus active() {
        return new TradingStatus(TradingState.ACTIVE, null, false, false, Long.MIN_VALUE);
    }

    TradingStatus reducing(DenialCode why) {
        return new TradingStatus(
                TradingState.REDUCING, why, killed, liquidating, slippageBlockedUntilMillis);
    }

    TradingStatus halted(DenialCode why, boolean sellEverything) {
        return new TradingStatus(
                TradingState.HALTED,
                why,
                killed || why == DenialCode.KILL_SWITCH,
                liquidating || sellEverything,
                slippageBlockedUntilMillis);
    }

    TradingStatus slipped(long untilMillis) {
        return new TradingStatus(
                state,
                cause,
                killed,
                liquidating,
                Math.max(slippageBlockedUntilMillis, untilMillis));
    }

    TradingStatus released() {
        return new TradingStatus(
                TradingState.ACTIVE, null, false, false, slippageBlockedUntilMillis);
    }
}
