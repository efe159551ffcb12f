package io.millrace.domain.report;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A position that the run ended in.
 *
 * @param quantity signed: negative for a short position
 * @param cashFlow exact: what came in less what went out so far, fees included
 * @param entryReason why the opening order was sent; absent where the order is not known
 */
public record OpenTrip(
        String symbol,
        String entryOrderId,
        long entryMillis,
        BigDecimal quantity,
        BigDecimal cashFlow,
        BigDecimal fees,
        @Nullable String entryReason) {

    /** What it would have earned if it were worth the price, without fees of leaving it. */
    public BigDecimal profitAt(BigDecimal price) {
        return cashFlow.add(quantity.multiply(price));
    }
}
