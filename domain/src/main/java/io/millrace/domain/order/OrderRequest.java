package io.millrace.domain.order;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the account asks of the venue or broker.
 *
 * @param kind what is asked
 * @param clientOrderId the order that is meant; for SUBMIT the first of {@code orders}
 * @param orders for SUBMIT: a single order, or an entry followed by its protections; otherwise
 *     empty
 * @param quantity for RESIZE: the new total quantity of the order; otherwise absent
 * @param atMillis event time
 * @param reason why, in the words of {@link Order#reason()}
 */
public record OrderRequest(
        Kind kind,
        String clientOrderId,
        List<Order> orders,
        @Nullable BigDecimal quantity,
        long atMillis,
        String reason) {

    /** What can be asked. */
    public enum Kind {
        SUBMIT,
        CANCEL,
        RESIZE,
        /** What became of an order that nobody answered for; a simulated venue always answers. */
        LOOKUP
    }

    public static OrderRequest submit(List<Order> orders) {
        Order first = orders.get(0);
        return new OrderRequest(
                Kind.SUBMIT,
                first.clientOrderId(),
                orders,
                null,
                first.submittedAtMillis(),
                first.reason());
    }

    public static OrderRequest cancel(String clientOrderId, long atMillis, String reason) {
        return new OrderRequest(Kind.CANCEL, clientOrderId, List.of(), null, atMillis, reason);
    }

    public static OrderRequest resize(
            String clientOrderId, BigDecimal quantity, long atMillis, String reason) {
        return new OrderRequest(Kind.RESIZE, clientOrderId, List.of(), quantity, atMillis, reason);
    }

    public static OrderRequest lookup(String clientOrderId, long atMillis, String reason) {
        return new OrderRequest(Kind.LOOKUP, clientOrderId, List.of(), null, atMillis, reason);
    }
}
