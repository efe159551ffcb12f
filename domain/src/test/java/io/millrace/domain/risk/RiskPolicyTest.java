package io.millrace.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class RiskPolicyTest {

    private static final Scene SCENE = new Scene();

    @Test
    void letsTheTightestSizeDecideAndNamesItAlone() {
        RiskPolicy.Verdict verdict =
                assess(
                        List.of(
                                cap(DenialCode.ORDER_SHARES, "7"),
                                cap(DenialCode.ORDER_NOTIONAL, "5")));

        assertThat(verdict.approved()).isTrue();
        assertThat(verdict.quantity()).isEqualByComparingTo("5");
        assertThat(verdict.readings())
                .containsExactly(
                        new RuleReading(DenialCode.ORDER_SHARES, "5", "7", false),
                        new RuleReading(DenialCode.ORDER_NOTIONAL, "10", "5", true));
    }

    @Test
    void letsTheFirstOfTwoEqualSizesDecide() {
        RiskPolicy.Verdict verdict =
                assess(
                        List.of(
                                cap(DenialCode.ORDER_SHARES, "5"),
                                cap(DenialCode.ORDER_NOTIONAL, "5")));

        assertThat(verdict.readings())
                .extracting(RuleReading::breached)
                .containsExactly(true, false);
    }

    @Test
    void readsWhatDoesNotResizeAtTheQuantityThatGoesOut() {
        RiskRule atMostFive =
                (entry, account, quantity) ->
                        Readings.atMost(DenialCode.CVAR, quantity, new BigDecimal(5), "5");

        assertThat(assess(List.of(atMostFive, cap(DenialCode.ORDER_SHARES, "5"))).approved())
                .isTrue();
        assertThat(assess(List.of(atMostFive, cap(DenialCode.ORDER_SHARES, "6"))).approved())
                .isFalse();
    }

    @Test
    void allowsNothingOfWhatIsRefused() {
        RiskRule never =
                (entry, account, quantity) -> new RuleReading(DenialCode.CVAR, "", "", true);

        assertThat(assess(List.of(never)).quantity()).isEqualByComparingTo("0");
    }

    @Test
    void namesTheBindingRuleOfADecision() {
        RuleReading fine = new RuleReading(DenialCode.CVAR, "1", "2", false);
        RuleReading binding = new RuleReading(DenialCode.ORDER_SHARES, "3", "2", true);

        assertThat(decision(List.of(fine, binding)).binding()).contains(binding);
        assertThat(decision(List.of(fine)).binding()).isEmpty();
    }

    @Test
    void namesADecisionAfterAccountAndStrategyButItsChainAfterTheStrategyAlone() {
        RiskDecision mine = decision(List.of());
        RiskDecision theirs =
                new RiskDecision(
                        "other",
                        mine.strategy(),
                        mine.symbol(),
                        mine.atMillis(),
                        true,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        List.of(),
                        TradingState.ACTIVE);

        assertThat(mine.id()).isEqualTo(decision(List.of()).id()).isNotEqualTo(theirs.id());
        assertThat(mine.correlationId()).isEqualTo(theirs.correlationId());
    }

    @Property
    void roundsDownToWholeLotsAndNeverByALotOrMore(
            @ForAll @BigRange(min = "-5", max = "1000") @Scale(6) BigDecimal quantity,
            @ForAll @BigRange(min = "0.0001", max = "10") @Scale(4) BigDecimal lot) {
        BigDecimal rounded = RiskPolicy.wholeLots(quantity, lot);

        assertThat(rounded.remainder(lot)).isEqualByComparingTo("0");
        assertThat(rounded).isNotNegative();
        BigDecimal wanted = quantity.max(BigDecimal.ZERO);
        assertThat(wanted.subtract(rounded)).isNotNegative().isLessThan(lot);
    }

    private static RiskPolicy.Verdict assess(List<RiskRule> rules) {
        return new RiskPolicy(rules).assess(SCENE.entry(), SCENE.account());
    }

    private static RiskRule cap(DenialCode rule, String most) {
        BigDecimal limit = new BigDecimal(most);
        return new RiskRule() {
            @Override
            public RuleReading read(ProposedEntry entry, AccountView account, BigDecimal quantity) {
                return Readings.atMost(rule, quantity, limit, most);
            }

            @Override
            public Optional<BigDecimal> most(ProposedEntry entry, AccountView account) {
                return Optional.of(limit);
            }
        };
    }

    private static RiskDecision decision(List<RuleReading> readings) {
        return new RiskDecision(
                "account",
                "strategy",
                "AAPL",
                Scene.AT,
                true,
                BigDecimal.TEN,
                BigDecimal.ONE,
                readings,
                TradingState.ACTIVE);
    }
}
