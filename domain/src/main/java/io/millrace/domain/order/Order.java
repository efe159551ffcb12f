package io.millrace.domain.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is handed to a venue or broker.
 *
 * <p>The two protections of an entry wait with the venue until the entry fills, protect exactly
 * what has filled, and cancel each other (one-cancels-other).
 *
 * @param clientOrderId the name that the decision gave it; unique for ever
 * @param parentId for a protection: the entry's {@code clientOrderId}; otherwise absent
 * @param quantity shares or coins, positive
 * @param limitPrice for LIMIT only
 * @param stopPrice for STOP only
 * @param submittedAtMillis event time of the submission; it cannot fill on a bar that ends at or
 *     before it, nor on one that began before it
 * @param reason why it exists, such as {@code SIGNAL}, {@code TRAILING_STOP} or {@code END_OF_DAY}
 */
public record Order(
        String clientOrderId,
        @Nullable String parentId,
        String symbol,
        Side side,
        Leg leg,
        OrderType type,
        TimeInForce timeInForce,
        BigDecimal quantity,
        @Nullable BigDecimal limitPrice,
        @Nullable BigDecimal stopPrice,
        long submittedAtMillis,
        String reason) {}
