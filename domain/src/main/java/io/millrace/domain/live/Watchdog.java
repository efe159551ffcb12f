package io.millrace.domain.live;

import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderRequest.Kind;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.portfolio.AccountEngine;
import io.millrace.domain.portfolio.OrderRecord;
import io.millrace.domain.portfolio.TradingStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is noticed because time passes: silence, doubts that last, and orders not heard of. */
final class Watchdog {

    /** An order that was answered for may be quiet for so many pauses before it is looked up. */
    private static final int PATIENCE = 5;

    private final AccountEngine engine;
    private final LiveSettings live;
    private final SessionCalendar calendar;

    Watchdog(AccountEngine engine, LiveSettings live, SessionCalendar calendar) {
        this.engine = engine;
        this.live = live;
        this.calendar = calendar;
    }

    void look(LiveTurn turn) {
        lookAtTheBroker(turn);
        lookAtTheFeed(turn);
        lookAtTheFills(turn);
        lookAtTheStatus(turn);
        lookForBarePositions(turn);
        askWhatIsDue(turn);
    }

    void lookUpEverythingUnderWay(LiveTurn turn) {
        for (OrderRecord record : inOrder(turn).values()) {
            if (isUnsure(record) && !isCarriedByOneUnsure(turn, record)) {
                String id = record.order().clientOrderId();
                turn.watches().needs(id, Kind.LOOKUP);
                turn.watches().unasked(id);
                turn.lookUp(id, "RESTORED");
            }
        }
    }

    private static void lookAtTheBroker(LiveTurn turn) {
        boolean lost = !turn.connection().isReachable(turn.wall());
        if (lost && !turn.connection().lost()) {
            turn.alert(
                    Alert.Code.BROKER_UNREACHABLE,
                    turn.connection().open()
                            ? turn.connection().failuresWall().size() + " failures in a row"
                            : "away");
        } else if (!lost && turn.connection().lost()) {
            turn.alert(Alert.Code.BROKER_BACK, "a snapshot came");
        }
        turn.set(turn.connection().looked(lost));
    }

    private void lookAtTheFeed(LiveTurn turn) {
        if (turn.feed().lastMillis() == BarFeed.NONE.lastMillis()) {
            turn.set(turn.feed().seen(turn.clock()));
        }
        Optional<TradingSession> session = calendar.sessionAt(turn.clock());
        boolean wasSilent = turn.feed().silent();
        if (session.isEmpty()) {
            turn.set(turn.feed().looked(false));
            return;
        }
        long since = Math.max(turn.feed().lastMillis(), session.get().openMillis());
        boolean silent = turn.clock() - since > live.silenceMillis();
        if (silent && !wasSilent) {
            turn.alert(Alert.Code.FEED_SILENT, "no bars for " + (turn.clock() - since) + " ms");
        } else if (!silent && wasSilent) {
            turn.alert(Alert.Code.FEED_BACK, "bars again");
        }
        turn.set(turn.feed().looked(silent));
    }

    private void lookAtTheFills(LiveTurn turn) {
        Long since = turn.books().unconfirmedWall();
        if (since != null && !turn.books().overdue() && turn.wall() - since >= live.checkMillis()) {
            turn.alert(
                    Alert.Code.POST_TRADE_UNCHECKED,
                    "no snapshot has confirmed a fill for " + (turn.wall() - since) + " ms");
            turn.doubt("a fill is not confirmed");
            turn.set(turn.books().tooLate());
        }
    }

    private static void lookAtTheStatus(LiveTurn turn) {
        TradingStatus was = turn.before().account().status();
        TradingStatus now = turn.account().status();
        boolean commanded = turn.before().operations().sequence() != turn.operations().sequence();
        if (commanded) {
            return;
        }
        if (now.killed() && !was.killed()) {
            turn.alert(Alert.Code.KILL_SWITCH, "thrown by a loss");
        } else if (now.state() != was.state() || now.cause() != was.cause()) {
            turn.alert(Alert.Code.TRADING_STATE, was.state() + " to " + now.state() + because(now));
        }
    }

    private static String because(TradingStatus now) {
        return now.cause() == null ? "" : " because of " + now.cause();
    }

    private void lookForBarePositions(LiveTurn turn) {
        Map<String, Long> before = turn.books().bare();
        Map<String, Long> bare = new HashMap<>();
        for (String symbol : turn.account().holdings().keySet()) {
            if (engine.isBare(turn.account(), symbol)) {
                bare.put(symbol, before.getOrDefault(symbol, turn.clock()));
            }
        }
        turn.set(turn.books().withBare(bare));
    }

    private void askWhatIsDue(LiveTurn turn) {
        for (OrderRecord record : inOrder(turn).values()) {
            String id = record.order().clientOrderId();
            Kind due = dueOf(turn, record);
            if (due == Kind.LOOKUP && !isCarriedByOneUnsure(turn, record)) {
                turn.lookUp(id, "UNHEARD");
            } else if (due == Kind.CANCEL) {
                turn.watches().asked(id, turn.wall());
                turn.send(OrderRequest.cancel(id, turn.clock(), "CANCEL_AGAIN"));
            } else if (due == Kind.RESIZE) {
                turn.watches().asked(id, turn.wall());
                turn.send(OrderRequest.resize(id, record.quantity(), turn.clock(), "RESIZE_AGAIN"));
            }
        }
    }

    private @Nullable Kind dueOf(LiveTurn turn, OrderRecord record) {
        OrderWatch watch = turn.watches().of(record.order().clientOrderId());
        long pause = live.lookUpMillis();
        if (watch.due() != null || record.status() == OrderStatus.UNKNOWN) {
            Kind due = watch.due() == null ? Kind.LOOKUP : watch.due();
            return turn.wall() - watch.askedWall() >= pause ? due : null;
        }
        return isUnsure(record) && turn.wall() - watch.lastMillis() >= PATIENCE * pause
                ? Kind.LOOKUP
                : null;
    }

    private static boolean isUnsure(OrderRecord record) {
        return record.isWorking()
                && (record.status() == OrderStatus.SUBMITTED
                        || record.status() == OrderStatus.UNKNOWN
                        || record.cancelling());
    }

    /** Then the broker is asked for that one, and answers for both. */
    private static boolean isCarriedByOneUnsure(LiveTurn turn, OrderRecord record) {
        String carrier = turn.watches().of(record.order().clientOrderId()).carrierId();
        OrderRecord carrying = carrier == null ? null : turn.order(carrier);
        return carrying != null && isUnsure(carrying);
    }

    /** Orders that work, by name, whatever order the map has. */
    private static Map<String, OrderRecord> inOrder(LiveTurn turn) {
        Map<String, OrderRecord> working = new TreeMap<>(turn.account().orders());
        working.values().removeIf(record -> !record.isWorking());
        return working;
    }
}
