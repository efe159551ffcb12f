package io.millrace.domain.live;

import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.portfolio.Account;
import io.millrace.domain.portfolio.OrderRecord;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about an account that trades at a broker.
 *
 * @param marketMillis the latest market time that anything told of
 * @param wallMillis the latest wall clock that anything told of
 * @param watches for every order of the account: how its way to the broker stands
 * @param connection how well the broker can be reached
 * @param feed how far the bars have come
 * @param books how the account stands to the broker's record of it
 * @param operations what people have asked for
 * @param worth the equity that was last told; absent before that
 */
public record LiveAccount(
        Account account,
        long marketMillis,
        long wallMillis,
        Map<String, OrderWatch> watches,
        Connection connection,
        BarFeed feed,
        Books books,
        Operations operations,
        @Nullable BigDecimal worth) {

    static LiveAccount opening(Account account, long atMillis) {
        return new LiveAccount(
                account,
                atMillis,
                0,
                Map.of(),
                Connection.fresh(),
                BarFeed.NONE,
                Books.unopened(),
                Operations.NONE,
                null);
    }

    /** Whether a comparison with the broker is due now, before the next regular one. */
    public boolean wantsSnapshot() {
        return books.wanted()
                || !books.reconciled()
                || books.unconfirmedWall() != null
                || hasUnknownOrders();
    }

    private boolean hasUnknownOrders() {
        for (OrderRecord order : account.orders().values()) {
            if (order.status() == OrderStatus.UNKNOWN) {
                return true;
            }
        }
        return false;
    }
}
