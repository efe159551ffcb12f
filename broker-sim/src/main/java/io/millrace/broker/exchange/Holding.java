package io.millrace.broker.exchange;

import java.math.BigDecimal;

/**
 * A position.
 *
 * @param quantity negative when short, never zero
 * @param averagePrice what a share cost when it was entered
 */
public record Holding(BigDecimal quantity, BigDecimal averagePrice) {

    /** What was paid for it; negative for what a short sale brought in. */
    public BigDecimal cost() {
        return quantity.multiply(averagePrice);
    }

    /**
     * The position after a trade; an exit leaves the average price as it is, a turn restarts it.
     */
    Holding after(BigDecimal signedQuantity, BigDecimal price) {
        BigDecimal next = quantity.add(signedQuantity);
        if (quantity.signum() == signedQuantity.signum()) {
            BigDecimal cost = cost().add(signedQuantity.multiply(price));
            return new Holding(next, cost.divide(next, Figures.DIGITS));
        }
        boolean turned = next.signum() == signedQuantity.signum();
        return new Holding(next, turned ? price : averagePrice);
    }
}
