package io.millrace.domain.report;

import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A position's way from nothing to nothing.
 *
 * @param side BUY for a long position, SELL for a short one
 * @param entryOrderId the order whose fill opened it; leads to the decision behind it
 * @param exitOrderId the order whose fill closed it
 * @param quantity everything that was entered
 * @param entryPrice average over the entries, to 16 digits
 * @param exitPrice average over the exits, to 16 digits
 * @param fees of all its fills
 * @param profit exact: what came in less what went out, fees included
 * @param entryReason why the opening order was sent; absent where the order is not known
 * @param exitReason why the closing order was sent; absent where the order is not known
 */
public record RoundTrip(
        String symbol,
        Side side,
        String entryOrderId,
        String exitOrderId,
        long entryMillis,
        long exitMillis,
        BigDecimal quantity,
        BigDecimal entryPrice,
        BigDecimal exitPrice,
        BigDecimal fees,
        BigDecimal profit,
        @Nullable String entryReason,
        @Nullable String exitReason) {

    /** Calendar time in the position. */
    public long heldMillis() {
        return exitMillis - entryMillis;
    }

    /** Profit over what the entries were worth, as a fraction. */
    public double profitShare() {
        return profit.doubleValue() / entryPrice.multiply(quantity).doubleValue();
    }
}
