package io.millrace.domain.risk;

import java.util.List;

/**
 * The pre-trade policy as a list, in the order in which a refusal is named: first whether the
 * account may trade, then the order, then the portfolio after it, and last what only cuts it down.
 */
public final class RiskRules {

    private RiskRules() {}

    public static List<RiskRule> standard(RiskLimits limits) {
        boolean strict = limits.blockOnUnknown();
        return List.of(
                AccountRules.killSwitchIsOff(),
                AccountRules.dailyLossIsBelow(limits.losses()),
                AccountRules.drawdownIsBelow(limits.losses()),
                AccountRules.accountIsActive(),
                AccountRules.runLossIsBelow(limits.run()),
                AccountRules.runOrdersAreWithin(limits.run()),
                AccountRules.runNotionalIsWithin(limits.run()),
                AccountRules.sessionIsOpen(limits.market().entriesWhenClosed()),
                AccountRules.slippageWasAsExpected(),
                ReadinessRules.brokerIsReachable(),
                ReadinessRules.feedIsFresh(),
                ReadinessRules.accountIsReconciled(),
                OrderRules.positionIsNotOpen(limits.pyramiding()),
                OrderRules.orderIsNoRepeat(limits.rates().duplicateWindowMillis()),
                OrderRules.noOwnOrderOpposes(),
                OrderRules.pricesAreWithin(limits.market().priceCollar(), strict),
                OrderRules.quantityIsSane(limits.fatFinger()),
                OrderRules.notionalIsSane(limits.fatFinger()),
                OrderRules.shareOfVolumeIsSane(limits.fatFinger()),
                OrderRules.ordersPerMinuteAreWithin(limits.rates()),
                OrderRules.ordersPerSymbolAndDayAreWithin(limits.rates()),
                OrderRules.cooldownIsOver(limits.rates()),
                OrderRules.openOrdersAreWithin(limits.rates()),
                PortfolioRules.volatilityIsWithin(limits.market().maxVolatility(), strict),
                PortfolioRules.movesUnlikeWhatIsHeld(
                        limits.market().maxCorrelation(), limits.losses().minScenarios()),
                PortfolioRules.symbolExposureIsWithin(limits.maxSymbolExposure()),
                PortfolioRules.totalExposureIsWithin(limits.maxTotalExposure()),
                PortfolioRules.sectorExposureIsWithin(limits.maxSectorExposure(), limits.sectors()),
                PortfolioRules.tailLossIsWithin(limits.losses(), strict),
                PortfolioRules.cashSuffices(limits.cashBuffer()),
                SizeRules.somethingIsLeft(),
                SizeRules.positionIsWorthAtMost(limits.maxPositionFraction()),
                SizeRules.orderIsWorthAtMost(limits.maxOrderNotional()),
                SizeRules.orderHasAtMost(limits.maxOrderShares()));
    }
}
