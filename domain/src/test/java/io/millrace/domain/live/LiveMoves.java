package io.millrace.domain.live;

import static io.millrace.domain.order.OrderRequest.Kind.LOOKUP;
import static io.millrace.domain.order.OrderRequest.Kind.SUBMIT;

import io.millrace.domain.broker.BrokerAnswer.Outcome;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderStatus;

/** Brings the entry of a desk wherever an order can stand, and lets anything happen to it there. */
final class LiveMoves {

    private LiveMoves() {}

    static LiveDesk standing(OrderStatus status) {
        LiveDesk desk = LiveDesk.entering();
        switch (status) {
            case SUBMITTED -> {}
            case UNKNOWN -> desk.answers(idOf(desk), SUBMIT, Outcome.NO_ANSWER);
            case HELD -> happens(desk, OrderEvent.BROKER_HELD);
            case ACCEPTED -> happens(desk, OrderEvent.BROKER_ACCEPTED);
            case PARTIALLY_FILLED -> happens(desk, OrderEvent.PARTIAL_FILL);
            case CANCELED -> happens(desk, OrderEvent.BROKER_CANCELED);
            case EXPIRED -> happens(desk, OrderEvent.BROKER_EXPIRED);
            case APPROVED, FILLED, REJECTED ->
                    throw new IllegalArgumentException(status + ": nothing happens from there");
        }
        return desk;
    }

    static void happens(LiveDesk desk, OrderEvent event) {
        String id = idOf(desk);
        switch (event) {
            case NO_ANSWER ->
                    desk.answers(
                            id,
                            desk.status(id) == OrderStatus.UNKNOWN ? LOOKUP : SUBMIT,
                            Outcome.NO_ANSWER);
            case BROKER_NEVER_SAW_IT -> desk.answers(id, LOOKUP, Outcome.NOT_FOUND);
            case PARTIAL_FILL -> fills(desk, id, 3);
            case FINAL_FILL -> fills(desk, id, 10 - desk.order(id).filled().intValue());
            default -> desk.reports(id, event);
        }
    }

    private static void fills(LiveDesk desk, String id, int quantity) {
        int cumulative = desk.order(id).filled().intValue() + quantity;
        desk.fills(id, Integer.toString(quantity), "100", Integer.toString(cumulative));
    }

    static String idOf(LiveDesk desk) {
        return desk.live.account().orders().values().stream()
                .filter(record -> record.order().leg() == Leg.ENTRY)
                .map(record -> record.order().clientOrderId())
                .findFirst()
                .orElseThrow();
    }
}
