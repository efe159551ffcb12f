package io.millrace.domain.portfolio;

import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderStatus;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * An order of the account and what has become of it.
 *
 * @param order as it was sent
 * @param quantity total quantity now, what has filled included; for a protection what its entry has
 *     filled less what its twin has, as venues keep it
 * @param filled shares or coins so far
 * @param filledNotional what they were worth
 * @param fills how many executions; the next one has this sequence number
 * @param cancelling whether its cancellation was asked for
 * @param changedMillis event time of the last thing that happened to it
 */
public record OrderRecord(
        Order order,
        OrderStatus status,
        BigDecimal quantity,
        BigDecimal filled,
        BigDecimal filledNotional,
        int fills,
        boolean cancelling,
        long changedMillis) {

    private static final MathContext PRICE = MathContext.DECIMAL64;

    static OrderRecord submitted(Order order) {
        return new OrderRecord(
                order,
                OrderStatus.SUBMITTED,
                order.quantity(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                0,
                false,
                order.submittedAtMillis());
    }

    /** A protection that waits for its entry. */
    static OrderRecord waiting(Order order) {
        return submitted(order).resized(BigDecimal.ZERO);
    }

    /** Average price of the fills, or empty before the first. */
    public Optional<BigDecimal> averagePrice() {
        return filled.signum() == 0
                ? Optional.empty()
                : Optional.of(filledNotional.divide(filled, PRICE));
    }

    /** What may still fill; never negative. */
    public BigDecimal open() {
        return isWorking() ? quantity.subtract(filled).max(BigDecimal.ZERO) : BigDecimal.ZERO;
    }

    public boolean isWorking() {
        return !status.isTerminal();
    }

    OrderRecord moved(OrderStatus next, long atMillis) {
        return new OrderRecord(
                order, next, quantity, filled, filledNotional, fills, cancelling, atMillis);
    }

    OrderRecord filledBy(Fill fill) {
        return new OrderRecord(
                order,
                status,
                quantity,
                filled.add(fill.quantity()),
                filledNotional.add(fill.price().multiply(fill.quantity())),
                fill.sequence() + 1,
                cancelling,
                changedMillis);
    }

    OrderRecord resized(BigDecimal total) {
        return new OrderRecord(
                order, status, total, filled, filledNotional, fills, cancelling, changedMillis);
    }

    OrderRecord withdrawn() {
        return new OrderRecord(
                order, status, quantity, filled, filledNotional, fills, true, changedMillis);
    }
}
