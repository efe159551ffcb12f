package io.millrace.broker.exchange;

import io.millrace.domain.market.Bar;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.util.Objects;

/** The stop price that follows the best price, and never goes back. */
public final class TrailingStop {

    private static final BigDecimal HUNDRED = new BigDecimal("100");

    private TrailingStop() {}

    /** Where the stop stands when the price has been as good as this. */
    public static BigDecimal stop(OrderTerms terms, BigDecimal best) {
        BigDecimal sign = BigDecimal.valueOf(terms.side() == Side.SELL ? -1 : 1);
        BigDecimal price = terms.trailPrice();
        if (price != null) {
            return best.add(price.multiply(sign));
        }
        return best.multiply(factor(terms, sign));
    }

    /** The best price that puts the stop where it stands. */
    static BigDecimal best(OrderTerms terms, BigDecimal stop) {
        BigDecimal sign = BigDecimal.valueOf(terms.side() == Side.SELL ? -1 : 1);
        BigDecimal price = terms.trailPrice();
        if (price != null) {
            return stop.subtract(price.multiply(sign));
        }
        return stop.divide(factor(terms, sign), Figures.DIGITS);
    }

    static BigDecimal best(OrderTerms terms, BigDecimal before, Bar bar) {
        return terms.side() == Side.SELL
                ? before.max(BigDecimal.valueOf(bar.high()))
                : before.min(BigDecimal.valueOf(bar.low()));
    }

    private static BigDecimal factor(OrderTerms terms, BigDecimal sign) {
        BigDecimal percent =
                Objects.requireNonNull(terms.trailPercent(), "a trailing stop without a trail");
        return BigDecimal.ONE.add(percent.multiply(sign).divide(HUNDRED, Figures.DIGITS));
    }
}
