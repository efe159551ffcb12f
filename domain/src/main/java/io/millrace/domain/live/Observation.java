package io.millrace.domain.live;

import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.portfolio.OrderRecord;
import java.util.Optional;

/** What the broker's record of an order says that the account does not know yet. */
final class Observation {

    private Observation() {}

    /** Takes over where the order stands; what it has filled comes as reports, never from here. */
    static void of(LiveTurn turn, OrderRecord record, BrokerOrder seen, long atMillis) {
        if (seen.filled().compareTo(record.filled()) > 0) {
            turn.set(turn.books().wanting());
        }
        eventOf(record, seen)
                .ifPresent(
                        event ->
                                turn.happened(
                                        record.order().clientOrderId(),
                                        event,
                                        atMillis,
                                        "as the broker has it"));
    }

    /** Empty when the account knows as much, or more. */
    static Optional<OrderEvent> eventOf(OrderRecord record, BrokerOrder seen) {
        if (!record.isWorking()) {
            return Optional.empty();
        }
        boolean fillsMissing = seen.filled().compareTo(record.filled()) > 0;
        OrderStatus status = record.status();
        boolean unheard = status == OrderStatus.SUBMITTED || status == OrderStatus.UNKNOWN;
        boolean waits = unheard || status == OrderStatus.HELD;
        if (!seen.status().isTerminal() || fillsMissing) {
            if (seen.status() == OrderStatus.HELD) {
                return unheard ? Optional.of(OrderEvent.BROKER_HELD) : Optional.empty();
            }
            return waits ? Optional.of(OrderEvent.BROKER_ACCEPTED) : Optional.empty();
        }
        return Optional.of(
                switch (seen.status()) {
                    case EXPIRED -> OrderEvent.BROKER_EXPIRED;
                    case REJECTED ->
                            status == OrderStatus.PARTIALLY_FILLED
                                    ? OrderEvent.BROKER_CANCELED
                                    : OrderEvent.BROKER_REJECTED;
                    default -> OrderEvent.BROKER_CANCELED;
                });
    }
}
