package io.millrace.domain.venue;

import io.millrace.domain.order.Order;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order that the venue has and that has not ended.
 *
 * @param order as it was submitted
 * @param quantity the total it works now, what has filled included; zero while the venue holds a
 *     protection back
 * @param filled what has filled of it
 * @param cover for a protection that came with its entry: the most it may total, which is what the
 *     entry has filled less what its twin has; otherwise absent
 * @param triggered for a STOP: whether its price has traded, which makes it a market order
 * @param fills how many executions it has had
 * @param expiresAtMillis a bar that starts then or later finds it expired
 */
public record WorkingOrder(
        Order order,
        BigDecimal quantity,
        BigDecimal filled,
        @Nullable BigDecimal cover,
        boolean triggered,
        int fills,
        long expiresAtMillis) {

    /** An order that works at once, and in full. */
    static WorkingOrder alone(Order order, long expiresAtMillis) {
        return new WorkingOrder(
                order, order.quantity(), BigDecimal.ZERO, null, false, 0, expiresAtMillis);
    }

    /** A protection that works what its entry has filled so far. */
    static WorkingOrder protecting(WorkingOrder entry, Order order, long expiresAtMillis) {
        BigDecimal covered = entry.filled();
        return new WorkingOrder(
                order, covered, BigDecimal.ZERO, covered, false, 0, expiresAtMillis);
    }

    public String id() {
        return order.clientOrderId();
    }

    /** What is still to fill. */
    public BigDecimal leaves() {
        return quantity.subtract(filled);
    }

    /** Whether the venue holds it back because its entry has not filled at all. */
    public boolean isHeld() {
        return quantity.signum() == 0;
    }

    public boolean isProtection() {
        return order.parentId() != null;
    }

    boolean protects(@Nullable String entryId) {
        return entryId != null && entryId.equals(order.parentId());
    }

    WorkingOrder withFill(BigDecimal amount) {
        return new WorkingOrder(
                order, quantity, filled.add(amount), cover, triggered, fills + 1, expiresAtMillis);
    }

    /** The entry has filled more, so there is more to protect; less, after a fill of the twin. */
    WorkingOrder withMoreToProtect(BigDecimal amount) {
        BigDecimal most = cover == null ? null : cover.add(amount);
        return new WorkingOrder(
                order, quantity.add(amount), filled, most, triggered, fills, expiresAtMillis);
    }

    WorkingOrder withQuantity(BigDecimal asked) {
        BigDecimal granted = cover == null ? asked : asked.min(cover);
        return new WorkingOrder(order, granted, filled, cover, triggered, fills, expiresAtMillis);
    }

    WorkingOrder onceTriggered() {
        return new WorkingOrder(order, quantity, filled, cover, true, fills, expiresAtMillis);
    }
}
