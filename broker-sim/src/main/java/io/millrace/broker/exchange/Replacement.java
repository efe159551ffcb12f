package io.millrace.broker.exchange;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a PATCH asks to change of an order; null leaves it as it is. */
public record Replacement(
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal limitPrice,
        @Nullable BigDecimal stopPrice,
        @Nullable BigDecimal trail,
        @Nullable String timeInForce,
        @Nullable String clientOrderId) {

    OrderTerms of(Ticket before, String id) {
        OrderTerms terms = before.terms();
        boolean byPercent = terms.trailPercent() != null;
        return new OrderTerms(
                id,
                terms.venueId(),
                terms.groupId(),
                clientOrderId == null ? Ids.clientOrderId(id) : clientOrderId,
                terms.orderClass(),
                terms.role(),
                terms.symbol(),
                terms.side(),
                terms.type(),
                timeInForce == null ? terms.timeInForce() : timeInForce,
                quantity == null ? before.quantity() : quantity,
                null,
                limitPrice == null ? terms.limitPrice() : limitPrice,
                stopPrice == null ? before.stopPrice() : stopPrice,
                trail == null || byPercent ? terms.trailPrice() : trail,
                trail == null || !byPercent ? terms.trailPercent() : trail,
                terms.extendedHours(),
                terms.id(),
                terms.createdAtMillis());
    }
}
