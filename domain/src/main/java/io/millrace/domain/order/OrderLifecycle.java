package io.millrace.domain.order;

import static io.millrace.domain.order.OrderEvent.*;
import static io.millrace.domain.order.OrderStatus.*;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every move an order can make; what is not in the table cannot happen, and is refused.
 *
 * <p>A submit that nobody answered waits in {@code UNKNOWN} until the broker's own record of its
 * client order id says what became of it; it is never sent again before that.
 */
public final class OrderLifecycle {

    /**
     * One row of the table.
     *
     * @param why what happened, in the words of someone who watches the order
     */
    public record Move(OrderStatus from, OrderEvent event, OrderStatus to, String why) {}

    private static final List<Move> MOVES =
            List.of(
                    new Move(APPROVED, SUBMIT, SUBMITTED, "the intent is stored, then sent"),
                    new Move(APPROVED, BROKER_CANCELED, CANCELED, "withdrawn before it was sent"),
                    new Move(SUBMITTED, NO_ANSWER, UNKNOWN, "a timeout is not a rejection"),
                    new Move(SUBMITTED, BROKER_ACCEPTED, ACCEPTED, "the broker has it"),
                    new Move(SUBMITTED, BROKER_HELD, HELD, "waits for its entry"),
                    new Move(SUBMITTED, BROKER_REJECTED, REJECTED, "refused"),
                    new Move(SUBMITTED, BROKER_CANCELED, CANCELED, "cancelled; acceptance unseen"),
                    new Move(SUBMITTED, BROKER_EXPIRED, EXPIRED, "expired; acceptance unseen"),
                    new Move(SUBMITTED, PARTIAL_FILL, PARTIALLY_FILLED, "acceptance unseen"),
                    new Move(SUBMITTED, FINAL_FILL, FILLED, "acceptance unseen"),
                    new Move(UNKNOWN, NO_ANSWER, UNKNOWN, "still no answer"),
                    new Move(UNKNOWN, BROKER_NEVER_SAW_IT, APPROVED, "it may be sent again"),
                    new Move(UNKNOWN, BROKER_ACCEPTED, ACCEPTED, "found at the broker"),
                    new Move(UNKNOWN, BROKER_HELD, HELD, "found at the broker"),
                    new Move(UNKNOWN, BROKER_REJECTED, REJECTED, "found at the broker"),
                    new Move(UNKNOWN, BROKER_CANCELED, CANCELED, "found at the broker"),
                    new Move(UNKNOWN, BROKER_EXPIRED, EXPIRED, "found at the broker"),
                    new Move(UNKNOWN, PARTIAL_FILL, PARTIALLY_FILLED, "found at the broker"),
                    new Move(UNKNOWN, FINAL_FILL, FILLED, "found at the broker"),
                    new Move(HELD, BROKER_HELD, HELD, "said twice"),
                    new Move(HELD, BROKER_ACCEPTED, ACCEPTED, "released: its entry filled"),
                    new Move(HELD, BROKER_REPLACED, HELD, "resized"),
                    new Move(HELD, BROKER_REJECTED, REJECTED, "refused on release"),
                    new Move(HELD, BROKER_CANCELED, CANCELED, "its entry or its twin ended"),
                    new Move(HELD, BROKER_EXPIRED, EXPIRED, "its session ended"),
                    new Move(HELD, PARTIAL_FILL, PARTIALLY_FILLED, "release unseen"),
                    new Move(HELD, FINAL_FILL, FILLED, "release unseen"),
                    new Move(ACCEPTED, BROKER_ACCEPTED, ACCEPTED, "said twice"),
                    new Move(ACCEPTED, BROKER_HELD, ACCEPTED, "said late"),
                    new Move(ACCEPTED, BROKER_REPLACED, ACCEPTED, "resized"),
                    new Move(ACCEPTED, BROKER_REJECTED, REJECTED, "refused after all"),
                    new Move(ACCEPTED, BROKER_CANCELED, CANCELED, "cancelled"),
                    new Move(ACCEPTED, BROKER_EXPIRED, EXPIRED, "its session ended"),
                    new Move(ACCEPTED, PARTIAL_FILL, PARTIALLY_FILLED, "some of it filled"),
                    new Move(ACCEPTED, FINAL_FILL, FILLED, "all of it filled"),
                    new Move(PARTIALLY_FILLED, BROKER_ACCEPTED, PARTIALLY_FILLED, "said late"),
                    new Move(PARTIALLY_FILLED, BROKER_HELD, PARTIALLY_FILLED, "said late"),
                    new Move(PARTIALLY_FILLED, BROKER_REPLACED, PARTIALLY_FILLED, "resized"),
                    new Move(PARTIALLY_FILLED, BROKER_CANCELED, CANCELED, "the rest is cancelled"),
                    new Move(PARTIALLY_FILLED, BROKER_EXPIRED, EXPIRED, "the rest expired"),
                    new Move(PARTIALLY_FILLED, PARTIAL_FILL, PARTIALLY_FILLED, "more of it filled"),
                    new Move(PARTIALLY_FILLED, FINAL_FILL, FILLED, "the rest filled"),
                    new Move(CANCELED, PARTIAL_FILL, CANCELED, "a fill raced the cancel"),
                    new Move(CANCELED, FINAL_FILL, FILLED, "a fill raced the cancel and won"),
                    new Move(EXPIRED, PARTIAL_FILL, EXPIRED, "a fill raced the close"),
                    new Move(EXPIRED, FINAL_FILL, FILLED, "a fill raced the close and won"));

    private static final Map<OrderStatus, Map<OrderEvent, OrderStatus>> TABLE = table();

    private OrderLifecycle() {}

    /** The whole table, in the order of an order's life. */
    public static List<Move> moves() {
        return MOVES;
    }

    /** The status after the event, or empty if that cannot happen to an order standing there. */
    public static Optional<OrderStatus> after(OrderStatus status, OrderEvent event) {
        Map<OrderEvent, OrderStatus> row = TABLE.get(status);
        return row == null ? Optional.empty() : Optional.ofNullable(row.get(event));
    }

    private static Map<OrderStatus, Map<OrderEvent, OrderStatus>> table() {
        Map<OrderStatus, Map<OrderEvent, OrderStatus>> table = new EnumMap<>(OrderStatus.class);
        for (Move move : MOVES) {
            table.computeIfAbsent(move.from(), status -> new EnumMap<>(OrderEvent.class))
                    .put(move.event(), move.to());
        }
        return table;
    }
}
