package io.millrace.domain.risk;

import static io.millrace.domain.risk.DenialCode.*;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** How large the order may be; all but the lot cut it down instead of refusing it. */
final class SizeRules {

    private SizeRules() {}

    static RiskRule somethingIsLeft() {
        return (entry, account, quantity) ->
                new RuleReading(
                        QUANTITY_BELOW_LOT,
                        quantity.toPlainString(),
                        entry.lot().toPlainString(),
                        quantity.compareTo(entry.lot()) < 0);
    }

    static RiskRule positionIsWorthAtMost(BigDecimal fractionOfEquity) {
        return new PositionCap(fractionOfEquity);
    }

    static RiskRule orderIsWorthAtMost(BigDecimal max) {
        return new NotionalCap(max, max.toPlainString());
    }

    static RiskRule orderHasAtMost(BigDecimal max) {
        return new SharesCap(max, max.toPlainString());
    }

    private record PositionCap(BigDecimal fraction) implements RiskRule {

        @Override
        public RuleReading read(ProposedEntry entry, AccountView account, BigDecimal quantity) {
            BigDecimal after =
                    account.exposureOf(entry.symbol()).add(PortfolioRules.worth(entry, quantity));
            BigDecimal limit = account.equity().multiply(fraction);
            return Readings.atMost(POSITION_SIZE, after, limit, limit.toPlainString());
        }

        @Override
        public Optional<BigDecimal> most(ProposedEntry entry, AccountView account) {
            BigDecimal limit = account.equity().multiply(fraction);
            return Optional.of(
                    affordable(limit.subtract(account.exposureOf(entry.symbol())), entry));
        }
    }

    private record NotionalCap(BigDecimal max, String limit) implements RiskRule {

        @Override
        public RuleReading read(ProposedEntry entry, AccountView account, BigDecimal quantity) {
            return Readings.atMost(
                    ORDER_NOTIONAL, PortfolioRules.worth(entry, quantity), max, limit);
        }

        @Override
        public Optional<BigDecimal> most(ProposedEntry entry, AccountView account) {
            return Optional.of(affordable(max, entry));
        }
    }

    private record SharesCap(BigDecimal max, String limit) implements RiskRule {

        @Override
        public RuleReading read(ProposedEntry entry, AccountView account, BigDecimal quantity) {
            return Readings.atMost(ORDER_SHARES, quantity, max, limit);
        }

        @Override
        public Optional<BigDecimal> most(ProposedEntry entry, AccountView account) {
            return Optional.of(max);
        }
    }

    /** To the digits of a lot, which loses nothing: whole lots are what is left in the end. */
    private static BigDecimal affordable(BigDecimal money, ProposedEntry entry) {
        return money.divide(entry.price(), entry.lot().scale(), RoundingMode.DOWN);
    }
}
