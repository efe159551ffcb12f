package io.millrace.domain.risk;

import static io.millrace.domain.risk.DenialCode.*;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalDouble;

/** Whether the account may hold what it would hold after the trade. */
final class PortfolioRules {

    private PortfolioRules() {}

    static RiskRule volatilityIsWithin(double max, boolean blockOnUnknown) {
        String limit = Readings.fraction(max);
        return (entry, account, quantity) -> {
            Double volatility = entry.volatility5();
            return volatility == null
                    ? Readings.unknown(VOLATILITY, limit, blockOnUnknown)
                    : Readings.atMost(VOLATILITY, volatility, max, limit);
        };
    }

    /** A correlation that too few common bars can tell passes: CVaR still holds the portfolio. */
    static RiskRule movesUnlikeWhatIsHeld(double max, int minScenarios) {
        String limit = Readings.fraction(max);
        return (entry, account, quantity) -> {
            OptionalDouble highest = OptionalDouble.empty();
            for (Exposure held : account.exposures()) {
                if (held.symbol().equals(entry.symbol())) {
                    continue;
                }
                OptionalDouble one = Correlation.of(entry.returns(), held.returns(), minScenarios);
                if (one.isPresent() && one.getAsDouble() > highest.orElse(-2)) {
                    highest = one;
                }
            }
            return highest.isEmpty()
                    ? Readings.unknown(CORRELATION, limit, false)
                    : Readings.atMost(CORRELATION, highest.getAsDouble(), max, limit);
        };
    }

    static RiskRule symbolExposureIsWithin(BigDecimal max) {
        String limit = max.toPlainString();
        return (entry, account, quantity) ->
                Readings.atMost(
                        SYMBOL_EXPOSURE,
                        account.exposureOf(entry.symbol()).add(worth(entry, quantity)),
                        max,
                        limit);
    }

    static RiskRule totalExposureIsWithin(BigDecimal max) {
        String limit = max.toPlainString();
        return (entry, account, quantity) ->
                Readings.atMost(
                        TOTAL_EXPOSURE,
                        account.totalExposure().add(worth(entry, quantity)),
                        max,
                        limit);
    }

    static RiskRule sectorExposureIsWithin(BigDecimal fraction, Map<String, String> sectors) {
        return (entry, account, quantity) -> {
            BigDecimal limit = account.equity().multiply(fraction);
            String sector = sectors.get(entry.symbol());
            if (sector == null) {
                return Readings.unknown(SECTOR_EXPOSURE, limit.toPlainString(), false);
            }
            BigDecimal after = worth(entry, quantity);
            for (Exposure held : account.exposures()) {
                if (sector.equals(sectors.get(held.symbol()))) {
                    after = after.add(held.value());
                }
            }
            return Readings.atMost(SECTOR_EXPOSURE, after, limit, limit.toPlainString());
        };
    }

    static RiskRule tailLossIsWithin(RiskLimits.LossLimits losses, boolean blockOnUnknown) {
        String limit = Readings.fraction(losses.maxCvar());
        return (entry, account, quantity) -> {
            double equity = account.equity().doubleValue();
            if (entry.returns().size() < losses.minScenarios() || equity <= 0) {
                return Readings.unknown(CVAR, limit, blockOnUnknown);
            }
            double loss =
                    TailLoss.of(
                            account.exposures(),
                            new Exposure(entry.symbol(), worth(entry, quantity), entry.returns()),
                            losses.cvarConfidence());
            return Readings.atMost(CVAR, loss / equity, losses.maxCvar(), limit);
        };
    }

    /** A cash account: no margin, and room for slippage and fees. */
    static RiskRule cashSuffices(BigDecimal buffer) {
        BigDecimal factor = BigDecimal.ONE.add(buffer);
        return (entry, account, quantity) ->
                Readings.atMost(
                        INSUFFICIENT_CASH,
                        worth(entry, quantity).multiply(factor),
                        account.spendableCash(),
                        account.spendableCash().toPlainString());
    }

    static BigDecimal worth(ProposedEntry entry, BigDecimal quantity) {
        return entry.price().multiply(quantity);
    }
}
