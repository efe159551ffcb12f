package io.millrace.domain.broker;

import io.millrace.domain.order.OrderRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking the broker something.
 *
 * @param clientOrderId our name of the order that was meant
 * @param kind what was asked
 * @param orders for TAKEN, ADOPTED and FOUND: the order as the broker has it, then its legs;
 *     otherwise empty
 * @param gate for BLOCKED: the gate; otherwise absent
 * @param note the broker's or the gate's words; empty where there is nothing to say
 * @param atMillis market time
 */
public record BrokerAnswer(
        String clientOrderId,
        OrderRequest.Kind kind,
        Outcome outcome,
        List<BrokerOrder> orders,
        @Nullable ExecutionGate gate,
        String note,
        long atMillis) {

    /** What a request can come to. */
    public enum Outcome {
        /** Done, or on its way. */
        TAKEN,
        /** The name was used before: the order is there already. */
        ADOPTED,
        /** Refused for good, with a reason; it had no effect. */
        REFUSED,
        /** It may or may not have had an effect: only a look-up can tell. */
        NO_ANSWER,
        /** It surely never reached the broker. */
        NOT_SENT,
        /** A look-up found the order. */
        FOUND,
        /** Several look-ups in a row found no order of that name. */
        NOT_FOUND,
        /** A gate of ours kept it back. */
        BLOCKED
    }
}
