package io.millrace.domain.live;

import static io.millrace.domain.order.OrderEvent.*;

import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderRequest.Kind;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.portfolio.OrderRecord;
import java.util.List;

/** What comes of what the account asked the broker. */
final class Answers {

    private final LiveSettings live;

    Answers(LiveSettings live) {
        this.live = live;
    }

    void take(LiveTurn turn, BrokerAnswer answer) {
        String id = answer.clientOrderId();
        boolean known = turn.order(id) != null;
        if (answer.kind() == Kind.LOOKUP) {
            turn.watches().unasked(id);
        }
        switch (answer.outcome()) {
            case TAKEN, ADOPTED, FOUND -> found(turn, answer, known);
            case REFUSED -> refused(turn, answer, known);
            case NO_ANSWER -> unanswered(turn, answer, known);
            case NOT_SENT -> unsent(turn, answer, known);
            case NOT_FOUND -> notFound(turn, answer, known);
            case BLOCKED -> blocked(turn, answer, known);
        }
        if (answer.kind() == Kind.CANCEL && answer.outcome() != BrokerAnswer.Outcome.TAKEN) {
            turn.set(turn.books().forgetting(Finding.strangerKey(id)));
            turn.set(turn.books().forgetting(Finding.cancelKey(id)));
        }
    }

    private static void found(LiveTurn turn, BrokerAnswer answer, boolean known) {
        if (known) {
            turn.watches().settled(answer.clientOrderId(), turn.wall());
        }
        for (BrokerOrder order : answer.orders()) {
            OrderRecord record = turn.watches().find(turn.account(), order);
            if (record != null) {
                turn.watches().settled(record.order().clientOrderId(), turn.wall());
                Observation.of(turn, record, order, answer.atMillis());
                cancelAgain(turn, answer, order);
            }
        }
        if (answer.kind() == Kind.SUBMIT && servesAnExit(turn, answer.clientOrderId())) {
            turn.set(turn.operations().blockedBy(null));
        }
    }

    /** A look-up that finds an order working whose cancellation was asked for. */
    private static void cancelAgain(LiveTurn turn, BrokerAnswer answer, BrokerOrder order) {
        OrderRecord record = turn.watches().find(turn.account(), order);
        if (record != null
                && answer.kind() == Kind.LOOKUP
                && record.isWorking()
                && record.cancelling()
                && !order.status().isTerminal()) {
            turn.send(
                    OrderRequest.cancel(
                            record.order().clientOrderId(), turn.clock(), "CANCEL_AGAIN"));
        }
    }

    private void refused(LiveTurn turn, BrokerAnswer answer, boolean known) {
        if (answer.kind() == Kind.SUBMIT) {
            end(turn, answer, BROKER_REJECTED, answer.note());
        } else if (known) {
            lookUpPaced(turn, answer.clientOrderId());
            if (answer.kind() == Kind.RESIZE) {
                turn.set(turn.books().wanting());
            }
        }
    }

    private void unanswered(LiveTurn turn, BrokerAnswer answer, boolean known) {
        turn.set(turn.connection().failed(turn.wall(), live));
        if (!known) {
            return;
        }
        String id = answer.clientOrderId();
        if (answer.kind() == Kind.SUBMIT) {
            if (turn.account().statusOf(id) == OrderStatus.SUBMITTED) {
                turn.alert(Alert.Code.ORDER_UNKNOWN, "nobody answered for " + id + answer(answer));
            }
            unknown(turn, turn.watches().submittedWith(turn.account(), id), answer);
            turn.watches().needs(id, Kind.LOOKUP);
            turn.lookUp(id, "NO_ANSWER");
        } else if (answer.kind() == Kind.LOOKUP) {
            if (turn.account().statusOf(id) == OrderStatus.UNKNOWN) {
                turn.happened(id, NO_ANSWER, answer.atMillis(), answer.note());
            }
            turn.watches().needs(id, Kind.LOOKUP);
        } else {
            lookUpPaced(turn, id);
        }
    }

    private static String answer(BrokerAnswer answer) {
        return answer.note().isEmpty() ? "" : ": " + answer.note();
    }

    private void unsent(LiveTurn turn, BrokerAnswer answer, boolean known) {
        turn.set(turn.connection().failed(turn.wall(), live));
        if (answer.kind() == Kind.SUBMIT) {
            neverSeen(
                    turn,
                    turn.watches().submittedWith(turn.account(), answer.clientOrderId()),
                    answer);
        } else if (known) {
            turn.watches().needs(answer.clientOrderId(), answer.kind());
            turn.watches().asked(answer.clientOrderId(), turn.wall());
        }
    }

    private static void notFound(LiveTurn turn, BrokerAnswer answer, boolean known) {
        if (!known) {
            return;
        }
        List<OrderRecord> gone =
                answer.kind() == Kind.SUBMIT
                        ? turn.watches().submittedWith(turn.account(), answer.clientOrderId())
                        : turn.watches().carriedBy(turn.account(), answer.clientOrderId());
        neverSeen(turn, gone, answer);
        for (OrderRecord record : gone) {
            String id = record.order().clientOrderId();
            turn.watches().settled(id, turn.wall());
            OrderRecord now = turn.order(id);
            if (now != null && now.isWorking()) {
                turn.happened(id, BROKER_CANCELED, answer.atMillis(), "not at the broker any more");
            }
        }
    }

    private static void blocked(LiveTurn turn, BrokerAnswer answer, boolean known) {
        String note =
                "gate: " + answer.gate() + (answer.note().isEmpty() ? "" : " " + answer.note());
        if (answer.kind() != Kind.SUBMIT || !known) {
            return;
        }
        if (servesAnExit(turn, answer.clientOrderId())
                && turn.operations().exitsBlockedBy() != answer.gate()) {
            turn.alert(Alert.Code.EXIT_BLOCKED, note);
            turn.set(turn.operations().blockedBy(answer.gate()));
        }
        end(turn, answer, BROKER_CANCELED, note);
    }

    private static boolean servesAnExit(LiveTurn turn, String id) {
        OrderRecord record = turn.order(id);
        return record != null && record.order().leg() != Leg.ENTRY;
    }

    /** Ends what was submitted, as far as nothing better is known of it. */
    private static void end(LiveTurn turn, BrokerAnswer answer, OrderEvent event, String note) {
        for (OrderRecord record :
                turn.watches().submittedWith(turn.account(), answer.clientOrderId())) {
            String id = record.order().clientOrderId();
            if (isUnheard(turn, id)) {
                turn.happened(id, event, answer.atMillis(), note);
            }
        }
    }

    private static void unknown(LiveTurn turn, List<OrderRecord> group, BrokerAnswer answer) {
        for (OrderRecord record : group) {
            String id = record.order().clientOrderId();
            if (isUnheard(turn, id)) {
                turn.happened(id, NO_ANSWER, answer.atMillis(), answer.note());
            }
        }
    }

    private static void neverSeen(LiveTurn turn, List<OrderRecord> group, BrokerAnswer answer) {
        for (OrderRecord record : group) {
            String id = record.order().clientOrderId();
            if (turn.account().statusOf(id) == OrderStatus.SUBMITTED) {
                turn.happened(id, NO_ANSWER, answer.atMillis(), answer.note());
            }
        }
        for (OrderRecord record : group) {
            String id = record.order().clientOrderId();
            if (turn.account().statusOf(id) == OrderStatus.UNKNOWN) {
                turn.happened(id, BROKER_NEVER_SAW_IT, answer.atMillis(), answer.note());
            }
        }
    }

    private static boolean isUnheard(LiveTurn turn, String id) {
        OrderStatus status = turn.account().statusOf(id);
        return status == OrderStatus.SUBMITTED || status == OrderStatus.UNKNOWN;
    }

    /** At once, unless it was just asked: a cancellation that is refused for ever is no loop. */
    private void lookUpPaced(LiveTurn turn, String id) {
        OrderWatch watch = turn.watches().of(id);
        boolean lately = turn.wall() - watch.askedWall() < live.lookUpMillis();
        turn.watches().needs(id, Kind.LOOKUP);
        if (!lately) {
            turn.lookUp(id, "UNSURE");
        }
    }
}
