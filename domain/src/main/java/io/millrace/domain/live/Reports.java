package io.millrace.domain.live;

import io.millrace.domain.broker.BrokerFill;
import io.millrace.domain.broker.BrokerReport;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.portfolio.Account;
import io.millrace.domain.portfolio.Holding;
import io.millrace.domain.portfolio.IllegalOrderEvent;
import io.millrace.domain.portfolio.OrderRecord;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the broker tells of orders without being asked. */
final class Reports {

    void take(LiveTurn turn, BrokerReport report) {
        OrderRecord record = turn.watches().find(turn.account(), report.order());
        if (record == null && isOldNews(turn, report)) {
            return;
        }
        if (record == null) {
            turn.differs(
                    ReconciliationCase.UNKNOWN_ORDER_AT_BROKER,
                    report.order().clientOrderId(),
                    "no such order",
                    report.event().name(),
                    "compared with the broker's record next");
            turn.set(turn.books().wanting());
            return;
        }
        String id = record.order().clientOrderId();
        if (record.cancelling()) {
            turn.watches().heard(id, turn.wall());
        } else {
            turn.watches().settled(id, turn.wall());
        }
        BrokerFill fill = report.fill();
        if (fill != null) {
            filled(turn, record, report, fill);
        } else if (report.order().filled().compareTo(record.filled()) > 0 && ends(report)) {
            missing(turn, record, report, report.order().filled());
        } else {
            turn.happened(id, report.event(), report.atMillis(), report.note());
        }
    }

    /** What is told again of orders that the account has forgotten because they ended. */
    private static boolean isOldNews(LiveTurn turn, BrokerReport report) {
        return report.atMillis() <= turn.clock() - Account.MEMORY_MILLIS / 2;
    }

    /** An end that hides fills would make the account forget what it still has to hear of. */
    private static boolean ends(BrokerReport report) {
        return switch (report.event()) {
            case BROKER_CANCELED, BROKER_EXPIRED, BROKER_REJECTED -> true;
            default -> false;
        };
    }

    private static void filled(
            LiveTurn turn, OrderRecord record, BrokerReport report, BrokerFill fill) {
        BigDecimal first = fill.cumulative().subtract(fill.quantity());
        if (fill.cumulative().compareTo(record.filled()) <= 0) {
            return;
        }
        if (first.compareTo(record.filled()) != 0) {
            turn.violated(
                    new IllegalOrderEvent(
                            turn.account().id(),
                            record.order().symbol(),
                            record.status(),
                            event(turn.account(), record, report, fill),
                            "a fill that follows on " + record.filled().toPlainString()));
            missing(turn, record, report, first);
            return;
        }
        turn.happened(record, event(turn.account(), record, report, fill));
    }

    private static void missing(
            LiveTurn turn, OrderRecord record, BrokerReport report, BigDecimal filled) {
        turn.differs(
                ReconciliationCase.FILL_OUT_OF_ORDER,
                record.order().clientOrderId(),
                "filled " + record.filled().toPlainString(),
                report.event() + " after " + filled.toPlainString(),
                "not booked; compared with the broker's record next");
        turn.set(turn.books().wanting());
    }

    private static ExecutionEvent event(
            Account account, OrderRecord record, BrokerReport report, BrokerFill fill) {
        Fill booked = fill(account, record, fill.quantity(), fill.price(), report.atMillis());
        OrderEvent event = report.event();
        return new ExecutionEvent(
                record.order().clientOrderId(), event, report.atMillis(), booked, report.note());
    }

    /** The next fill of an order. */
    static Fill fill(
            Account account,
            OrderRecord record,
            BigDecimal quantity,
            BigDecimal price,
            long atMillis) {
        Order order = record.order();
        return new Fill(
                order.clientOrderId(),
                order.symbol(),
                order.side(),
                quantity,
                price,
                BigDecimal.ZERO,
                expected(account, order, price),
                atMillis,
                record.fills());
    }

    /** The price that the order was sent for; a broker does not say what it was before slippage. */
    private static BigDecimal expected(Account account, Order order, BigDecimal price) {
        BigDecimal stated = order.limitPrice() == null ? order.stopPrice() : order.limitPrice();
        if (stated != null) {
            return stated;
        }
        @Nullable Holding holding = account.holdings().get(order.symbol());
        if (holding == null) {
            return price;
        }
        boolean opens =
                order.leg() == Leg.ENTRY
                        && order.clientOrderId().equals(holding.orders().groupId());
        return opens ? holding.reference() : holding.lastPrice();
    }
}
