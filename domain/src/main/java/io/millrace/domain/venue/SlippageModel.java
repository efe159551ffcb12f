package io.millrace.domain.venue;

import java.math.BigDecimal;
import java.math.MathContext;

/** How far from the price on the tape an order that takes liquidity fills. */
@FunctionalInterface
public interface SlippageModel {

    /**
     * The distance per share, not negative, always against the order.
     *
     * @param price on the tape
     * @param quantity of this execution
     * @param volume of the whole bar, positive
     */
    BigDecimal perShare(BigDecimal price, BigDecimal quantity, BigDecimal volume);

    static SlippageModel none() {
        return (price, quantity, volume) -> BigDecimal.ZERO;
    }

    /** The same share of the price for everyone; one basis point is a hundredth of a percent. */
    static SlippageModel fixedBps(BigDecimal bps) {
        BigDecimal rate = bps.movePointLeft(4);
        return (price, quantity, volume) -> price.multiply(rate);
    }

    /** {@code impact} times the square of the share of the bar's volume that we take. */
    static SlippageModel volumeShare(BigDecimal impact) {
        return (price, quantity, volume) -> {
            BigDecimal share = quantity.divide(volume, MathContext.DECIMAL64);
            return price.multiply(impact).multiply(share).multiply(share);
        };
    }
}
