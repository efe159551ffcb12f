package io.millrace.control.explain;

import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.Exposure;
import io.millrace.domain.risk.Readiness;
import io.millrace.domain.risk.RiskLimits;
import io.millrace.domain.risk.TradingState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves what one rule reads to the other side of its limit. Whether that turns the verdict is for
 * the policy to say.
 *
 * @param limits in force
 * @param quantity that was or would be approved
 */
record RiskNudge(RiskLimits limits, BigDecimal quantity) {

    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final double HAIR = 1e-9;

    /** The entry and its two protections. */
    private static final int BRACKET = 3;

    /** Changes the draft so that the rule objects; false where nothing in it could make it. */
    boolean breach(DenialCode rule, ViewDraft draft) {
        switch (rule) {
            case KILL_SWITCH -> draft.killed = true;
            case DAILY_LOSS -> draft.dayStartEquity = above(draft, limits.losses().maxDaily());
            case DRAWDOWN -> draft.peakEquity = above(draft, limits.losses().maxDrawdown());
            case TRADING_STATE -> draft.state = TradingState.REDUCING;
            case RUN_LOSS -> draft.startEquity = draft.equity.add(limits.run().maxLoss());
            case RUN_ORDERS -> draft.runOrders = limits.run().maxOrders();
            case RUN_NOTIONAL ->
                    draft.runNotional = limits.run().maxNotional().subtract(worth(draft)).add(CENT);
            case SESSION_CLOSED -> draft.sessionOpen = false;
            case SLIPPAGE_BLOCK ->
                    draft.slippageBlockedUntilMillis = draft.before.atMillis() + 1000;
            case BROKER_UNREACHABLE, FEED_SILENT, NOT_RECONCILED -> {
                Readiness lacking = lacking(rule, draft.readiness);
                if (lacking.equals(draft.readiness)) {
                    return false;
                }
                draft.readiness = lacking;
            }
            case POSITION_ALREADY_OPEN -> draft.held = draft.before.lot();
            case DUPLICATE_ORDER -> draft.nameTaken = true;
            case SELF_TRADE -> draft.opposing = draft.before.lot();
            case PRICE_COLLAR ->
                    draft.takeProfit =
                            draft.before
                                    .price()
                                    .multiply(ONE.add(limits.market().priceCollar()))
                                    .add(CENT);
            case FAT_FINGER_QUANTITY ->
                    draft.requested = limits.fatFinger().maxQuantity().add(draft.before.lot());
            case FAT_FINGER_NOTIONAL -> draft.requested = most(draft).add(draft.before.lot());
            case FAT_FINGER_VOLUME -> draft.averageVolume = volume() * (1 - HAIR);
            case ORDERS_PER_MINUTE -> draft.ordersLastMinute = limits.rates().maxPerMinute();
            case ORDERS_PER_SYMBOL_DAY -> draft.entriesToday = limits.rates().maxPerSymbolDay();
            case COOLDOWN ->
                    draft.lastTradeMillis =
                            draft.before.atMillis() - limits.rates().cooldownMillis() + 1000;
            case OPEN_ORDERS -> draft.openOrders = limits.rates().maxOpenOrders() - BRACKET + 1;
            case VOLATILITY -> draft.volatility = limits.market().maxVolatility() * (1 + HAIR);
            case SYMBOL_EXPOSURE ->
                    add(draft, draft.before.symbol(), limits.maxSymbolExposure().add(CENT));
            case TOTAL_EXPOSURE ->
                    add(draft, "elsewhere", limits.maxTotalExposure().subtract(draft.exposure()));
            case INSUFFICIENT_CASH -> draft.spendableCash = cost(draft).subtract(CENT);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Changes the draft so that the rule is content; false where nothing in it could make it. */
    boolean content(DenialCode rule, ViewDraft draft) {
        switch (rule) {
            case KILL_SWITCH -> draft.killed = false;
            case DAILY_LOSS -> draft.dayStartEquity = below(draft, limits.losses().maxDaily());
            case DRAWDOWN -> draft.peakEquity = below(draft, limits.losses().maxDrawdown());
            case TRADING_STATE -> draft.state = TradingState.ACTIVE;
            case RUN_LOSS ->
                    draft.startEquity = draft.equity.add(limits.run().maxLoss()).subtract(CENT);
            case RUN_ORDERS -> draft.runOrders = limits.run().maxOrders() - 1;
            case RUN_NOTIONAL ->
                    draft.runNotional = limits.run().maxNotional().subtract(worth(draft));
            case SESSION_CLOSED -> draft.sessionOpen = true;
            case SLIPPAGE_BLOCK -> draft.slippageBlockedUntilMillis = 0;
            case BROKER_UNREACHABLE, FEED_SILENT, NOT_RECONCILED ->
                    draft.readiness = Readiness.always();
            case POSITION_ALREADY_OPEN -> {
                draft.held = BigDecimal.ZERO;
                draft.entryWorking = false;
            }
            case DUPLICATE_ORDER -> {
                draft.nameTaken = false;
                draft.lastEntryMillis = null;
            }
            case SELF_TRADE -> draft.opposing = BigDecimal.ZERO;
            case PRICE_COLLAR -> draft.returns = calm(draft.returns);
            case FAT_FINGER_QUANTITY -> draft.requested = limits.fatFinger().maxQuantity();
            case FAT_FINGER_NOTIONAL -> draft.requested = most(draft);
            case FAT_FINGER_VOLUME -> draft.averageVolume = volume() * (1 + HAIR);
            case ORDERS_PER_MINUTE -> draft.ordersLastMinute = limits.rates().maxPerMinute() - 1;
            case ORDERS_PER_SYMBOL_DAY -> draft.entriesToday = limits.rates().maxPerSymbolDay() - 1;
            case COOLDOWN ->
                    draft.lastTradeMillis =
                            draft.before.atMillis() - limits.rates().cooldownMillis();
            case OPEN_ORDERS -> draft.openOrders = limits.rates().maxOpenOrders() - BRACKET;
            case VOLATILITY -> draft.volatility = limits.market().maxVolatility();
            case CORRELATION, SYMBOL_EXPOSURE, TOTAL_EXPOSURE, SECTOR_EXPOSURE ->
                    draft.exposures = List.of();
            case CVAR -> draft.returns = still(draft.returns);
            case INSUFFICIENT_CASH -> draft.spendableCash = cost(draft);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What is left of the readiness without the one thing; the same where nothing measures it. */
    private static Readiness lacking(DenialCode rule, Readiness before) {
        long limit = before.mostSilentMillis();
        boolean silent = rule == DenialCode.FEED_SILENT && limit > 0;
        return new Readiness(
                before.brokerReachable() && rule != DenialCode.BROKER_UNREACHABLE,
                silent ? limit + 1 : before.silentMillis(),
                limit,
                before.reconciled() && rule != DenialCode.NOT_RECONCILED);
    }

    private BigDecimal above(ViewDraft draft, BigDecimal fraction) {
        return draft.equity.divide(ONE.subtract(fraction), 2, RoundingMode.UP);
    }

    private BigDecimal below(ViewDraft draft, BigDecimal fraction) {
        return draft.equity.divide(ONE.subtract(fraction), 2, RoundingMode.DOWN).subtract(CENT);
    }

    private BigDecimal worth(ViewDraft draft) {
        return draft.before.price().multiply(quantity);
    }

    private BigDecimal cost(ViewDraft draft) {
        return worth(draft).multiply(ONE.add(limits.cashBuffer()));
    }

    private BigDecimal most(ViewDraft draft) {
        BigDecimal lot = draft.before.lot();
        return limits.fatFinger()
                .maxNotional()
                .divide(draft.before.price(), MathContext.DECIMAL64)
                .divide(lot, 0, RoundingMode.DOWN)
                .multiply(lot);
    }

    private double volume() {
        return quantity.doubleValue() / limits.fatFinger().maxVolumeShare();
    }

    private static void add(ViewDraft draft, String symbol, BigDecimal value) {
        List<Exposure> more = new ArrayList<>(draft.exposures);
        more.add(new Exposure(symbol, value, ReturnWindow.empty()));
        draft.exposures = more;
    }

    /** The same returns, but the last bar did not move. */
    private static ReturnWindow calm(ReturnWindow returns) {
        double[] values = returns.returns();
        if (values.length > 0) {
            values[values.length - 1] = 0;
        }
        return ReturnWindow.of(returns.endMillis(), values);
    }

    private static ReturnWindow still(ReturnWindow returns) {
        return ReturnWindow.of(returns.endMillis(), new double[returns.size()]);
    }
}
