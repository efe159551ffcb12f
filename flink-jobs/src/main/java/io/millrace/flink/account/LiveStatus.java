package io.millrace.flink.account;

import io.millrace.domain.live.Alert;
import io.millrace.domain.live.LiveAccount;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.portfolio.OrderRecord;
import io.millrace.domain.portfolio.Position;
import io.millrace.domain.risk.TradingState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a live account stands, for somebody who looks.
 *
 * @param marketMillis market time
 * @param wallMillis wall clock
 * @param state whether it may enter and exit
 * @param killed whether the kill switch put it there
 * @param reconciled whether the broker's record agreed when last compared
 * @param circuitOpen whether too many requests failed
 * @param brokerAway whether the broker counts as unreachable
 * @param feedSilent whether bars are missing
 * @param barMillis market time of the newest bars
 * @param equity cash and every position at its last price
 * @param orders how many stand where
 * @param openEntries entries that have not ended
 * @param commands number of the last command that was taken
 * @param snapshotWanted whether a comparison with the broker is due
 * @param alert the last one of this attempt of the job; absent before the first
 */
public record LiveStatus(
        String account,
        long marketMillis,
        long wallMillis,
        TradingState state,
        boolean killed,
        boolean reconciled,
        boolean circuitOpen,
        boolean brokerAway,
        boolean feedSilent,
        long barMillis,
        BigDecimal cash,
        BigDecimal equity,
        List<Position> positions,
        Map<OrderStatus, Integer> orders,
        int openEntries,
        long commands,
        boolean snapshotWanted,
        @Nullable Alert alert) {

    static LiveStatus of(LiveAccount live, @Nullable Alert alert) {
        Map<OrderStatus, Integer> orders = new TreeMap<>();
        int openEntries = 0;
        for (OrderRecord order : live.account().orders().values()) {
            orders.merge(order.status(), 1, Integer::sum);
            if (order.order().leg() == Leg.ENTRY && order.isWorking()) {
                openEntries++;
            }
        }
        return new LiveStatus(
                live.account().id(),
                live.marketMillis(),
                live.wallMillis(),
                live.account().status().state(),
                live.account().status().killed(),
                live.books().reconciled(),
                live.connection().open(),
                live.connection().lost(),
                live.feed().silent(),
                live.feed().lastMillis(),
                live.account().ledger().cash(),
                live.account().equity(),
                live.account().positions(),
                orders,
                openEntries,
                live.operations().sequence(),
                live.wantsSnapshot(),
                alert);
    }
}
