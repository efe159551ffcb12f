package io.millrace.domain.portfolio;

import io.millrace.domain.market.Market;
import io.millrace.domain.risk.RiskPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The steps in which a market counts prices and quantities.
 *
 * @param tick price step from one dollar up
 * @param tickBelowOne price step below one dollar
 * @param lot quantity step
 */
record Increments(BigDecimal tick, BigDecimal tickBelowOne, BigDecimal lot) {

    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final BigDecimal HUNDREDTH_OF_A_CENT = new BigDecimal("0.0001");

    static Increments of(Market market, AccountSettings settings) {
        BigDecimal tick = settings.exits().tick();
        BigDecimal lot = settings.sizing().lot();
        BigDecimal own =
                switch (market) {
                    case XNYS -> BigDecimal.ONE;
                    case CRYPTO -> HUNDREDTH_OF_A_CENT;
                };
        return new Increments(
                tick.signum() > 0 ? tick : CENT,
                tick.signum() > 0 ? tick : HUNDREDTH_OF_A_CENT,
                lot.signum() > 0 ? lot : own);
    }

    /** The price as an order may state it. */
    BigDecimal price(BigDecimal price, RoundingMode rounding) {
        BigDecimal step = price.compareTo(BigDecimal.ONE) < 0 ? tickBelowOne : tick;
        return price.divide(step, 0, rounding).multiply(step);
    }

    /** As many whole lots as the dollars buy. */
    BigDecimal quantity(BigDecimal dollars, BigDecimal price) {
        return RiskPolicy.wholeLots(dollars.divide(price, lot.scale(), RoundingMode.DOWN), lot);
    }
}
