package io.millrace.domain.risk;

import static io.millrace.domain.risk.DenialCode.*;

import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.risk.RiskLimits.FatFinger;
import io.millrace.domain.risk.RiskLimits.OrderRates;
import java.math.BigDecimal;

/** Whether the order itself is one that somebody can have meant, now. */
final class OrderRules {

    /** The entry and its two protections. */
    private static final int BRACKET = 3;

    private OrderRules() {}

    static RiskRule positionIsNotOpen(boolean pyramiding) {
        String limit = pyramiding ? "any" : "0";
        return (entry, account, quantity) -> {
            BigDecimal held = account.symbol().held();
            boolean working = account.symbol().entryWorking();
            return new RuleReading(
                    POSITION_ALREADY_OPEN,
                    working ? "entry working" : held.toPlainString(),
                    limit,
                    working || (held.signum() != 0 && !pyramiding));
        };
    }

    static RiskRule orderIsNoRepeat(long windowMillis) {
        String limit = Readings.seconds(windowMillis);
        return (entry, account, quantity) -> {
            AccountView.InSymbol before = account.symbol();
            if (before.orderNameTaken()) {
                return new RuleReading(DUPLICATE_ORDER, "same name", limit, true);
            }
            Long last = before.lastEntryMillis();
            if (last == null || before.lastEntryQuantity().compareTo(quantity) != 0) {
                return new RuleReading(DUPLICATE_ORDER, "new", limit, false);
            }
            long age = entry.atMillis() - last;
            return new RuleReading(
                    DUPLICATE_ORDER,
                    "repeat after " + Readings.seconds(age),
                    limit,
                    age < windowMillis);
        };
    }

    static RiskRule noOwnOrderOpposes() {
        return (entry, account, quantity) ->
                Readings.atMost(
                        SELF_TRADE, account.symbol().opposingQuantity(), BigDecimal.ZERO, "0");
    }

    /**
     * The decision's price against the close before it, which is what its own last return says, and
     * the protections' prices against the decision's.
     */
    static RiskRule pricesAreWithin(BigDecimal collar, boolean blockOnUnknown) {
        double limit = collar.doubleValue();
        String text = collar.toPlainString();
        return (entry, account, quantity) -> {
            ReturnWindow returns = entry.returns();
            if (returns.size() == 0) {
                return Readings.unknown(PRICE_COLLAR, text, blockOnUnknown);
            }
            double moved = Math.abs(returns.returns()[returns.size() - 1]);
            double above = distance(entry.takeProfit(), entry.price());
            double below = distance(entry.stopLoss(), entry.price());
            double farthest = Math.max(moved, Math.max(above, below));
            return Readings.atMost(PRICE_COLLAR, farthest, limit, text);
        };
    }

    static RiskRule quantityIsSane(FatFinger limits) {
        String limit = limits.maxQuantity().toPlainString();
        return (entry, account, quantity) ->
                Readings.atMost(
                        FAT_FINGER_QUANTITY, entry.requested(), limits.maxQuantity(), limit);
    }

    static RiskRule notionalIsSane(FatFinger limits) {
        String limit = limits.maxNotional().toPlainString();
        return (entry, account, quantity) ->
                Readings.atMost(
                        FAT_FINGER_NOTIONAL,
                        entry.price().multiply(entry.requested()),
                        limits.maxNotional(),
                        limit);
    }

    /** An unknown volume passes: the hard maxima hold without it. */
    static RiskRule shareOfVolumeIsSane(FatFinger limits) {
        String limit = Readings.fraction(limits.maxVolumeShare());
        return (entry, account, quantity) -> {
            Double volume = entry.averageVolume();
            return volume == null
                    ? Readings.unknown(FAT_FINGER_VOLUME, limit, false)
                    : Readings.atMost(
                            FAT_FINGER_VOLUME,
                            quantity.doubleValue() / volume,
                            limits.maxVolumeShare(),
                            limit);
        };
    }

    static RiskRule ordersPerMinuteAreWithin(OrderRates rates) {
        String limit = Integer.toString(rates.maxPerMinute());
        return (entry, account, quantity) ->
                Readings.atMost(
                        ORDERS_PER_MINUTE,
                        account.ordersLastMinute() + 1,
                        rates.maxPerMinute(),
                        limit);
    }

    static RiskRule ordersPerSymbolAndDayAreWithin(OrderRates rates) {
        String limit = Integer.toString(rates.maxPerSymbolDay());
        return (entry, account, quantity) ->
                Readings.atMost(
                        ORDERS_PER_SYMBOL_DAY,
                        account.symbol().entriesToday() + 1,
                        rates.maxPerSymbolDay(),
                        limit);
    }

    static RiskRule cooldownIsOver(OrderRates rates) {
        String limit = Readings.seconds(rates.cooldownMillis());
        return (entry, account, quantity) -> {
            Long last = account.symbol().lastTradeMillis();
            if (last == null) {
                return new RuleReading(COOLDOWN, "never traded", limit, false);
            }
            long since = entry.atMillis() - last;
            return new RuleReading(
                    COOLDOWN, Readings.seconds(since), limit, since < rates.cooldownMillis());
        };
    }

    static RiskRule openOrdersAreWithin(OrderRates rates) {
        String limit = Integer.toString(rates.maxOpenOrders());
        return (entry, account, quantity) ->
                Readings.atMost(
                        OPEN_ORDERS, account.openOrders() + BRACKET, rates.maxOpenOrders(), limit);
    }

    private static double distance(BigDecimal price, BigDecimal from) {
        return price.subtract(from).abs().doubleValue() / from.doubleValue();
    }
}
