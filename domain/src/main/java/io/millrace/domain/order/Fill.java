package io.millrace.domain.order;

import java.math.BigDecimal;

/**
 * An execution: shares changed hands.
 *
 * @param quantity of this execution alone, positive
 * @param price per share, slippage included
 * @param fee commission and regulatory fees of this execution, not negative
 * @param expectedPrice the price before slippage, for the slippage rule and the report
 * @param atMillis event time
 * @param sequence counts the fills of one order from 0
 */
public record Fill(
        String clientOrderId,
        String symbol,
        Side side,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal fee,
        BigDecimal expectedPrice,
        long atMillis,
        int sequence) {

    /** What the fill does to cash: negative when buying, fee included. */
    public BigDecimal cashFlow() {
        BigDecimal notional = price.multiply(quantity);
        return (side == Side.BUY ? notional.negate() : notional).subtract(fee);
    }

    /** What the fill does to the position. */
    public BigDecimal signedQuantity() {
        return side == Side.BUY ? quantity : quantity.negate();
    }
}
