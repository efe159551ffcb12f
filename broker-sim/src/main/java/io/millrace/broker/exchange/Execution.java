package io.millrace.broker.exchange;

import io.millrace.domain.order.Side;
import java.math.BigDecimal;

/**
 * A fill as the account's activities list it.
 *
 * @param id names the execution on the streams
 * @param activityId New York time and the execution's id: sorts as the executions do
 * @param cumulative what the order has filled with it
 * @param leaves what the order has left to fill
 */
public record Execution(
        String id,
        String activityId,
        String orderId,
        String clientOrderId,
        String symbol,
        Side side,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal fee,
        BigDecimal cumulative,
        BigDecimal leaves,
        TicketStatus orderStatus,
        long atMillis) {

    BigDecimal signedQuantity() {
        return side == Side.BUY ? quantity : quantity.negate();
    }

    BigDecimal cashFlow() {
        BigDecimal value = signedQuantity().multiply(price).negate();
        return value.subtract(fee);
    }
}
