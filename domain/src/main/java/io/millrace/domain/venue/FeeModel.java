package io.millrace.domain.venue;

import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What an execution costs beyond its price. */
@FunctionalInterface
public interface FeeModel {

    /** Commission and regulatory fees of one execution in dollars, not negative. */
    BigDecimal fee(Side side, BigDecimal quantity, BigDecimal price, long atMillis);

    static FeeModel none() {
        return (side, quantity, price, atMillis) -> BigDecimal.ZERO;
    }

    /** A share of the money that changes hands, rounded up to a hundredth of a cent. */
    static FeeModel takerBps(BigDecimal bps) {
        BigDecimal rate = bps.movePointLeft(4);
        return (side, quantity, price, atMillis) ->
                quantity.multiply(price).multiply(rate).setScale(4, RoundingMode.CEILING);
    }

    /**
     * Half a cent a share and at least a dollar, but from a dollar on no more than half a percent
     * of the trade: Interactive Brokers' fixed plan as Lean charges it.
     */
    static FeeModel perShare() {
        return (side, quantity, price, atMillis) -> {
            BigDecimal byShare = quantity.multiply(new BigDecimal("0.005"));
            BigDecimal most = quantity.multiply(price).multiply(new BigDecimal("0.005"));
            BigDecimal fee =
                    byShare.compareTo(BigDecimal.ONE) < 0 ? BigDecimal.ONE : byShare.min(most);
            return fee.setScale(2, RoundingMode.CEILING);
        };
    }
}
