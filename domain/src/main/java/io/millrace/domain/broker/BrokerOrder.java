package io.millrace.domain.broker;

import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order as the broker's own record shows it.
 *
 * @param brokerId the broker's name of it, which a replacement changes
 * @param clientOrderId our name of it; for a leg a name that the broker made
 * @param carrierId for a leg: our name of the order that carried it; otherwise absent
 * @param status where it stands; what the broker is still working on (a cancellation asked for, an
 *     acceptance under way) counts as {@code ACCEPTED}
 * @param quantity total, what has filled included
 * @param filled shares or coins so far
 * @param averagePrice of the fills; absent before the first
 */
public record BrokerOrder(
        String brokerId,
        String clientOrderId,
        @Nullable String carrierId,
        String symbol,
        Side side,
        OrderType type,
        OrderStatus status,
        BigDecimal quantity,
        BigDecimal filled,
        @Nullable BigDecimal averagePrice,
        @Nullable BigDecimal limitPrice,
        @Nullable BigDecimal stopPrice,
        long submittedAtMillis,
        long updatedAtMillis) {}
