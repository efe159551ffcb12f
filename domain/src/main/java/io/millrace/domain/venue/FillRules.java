package io.millrace.domain.venue;

import io.millrace.domain.market.Bar;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * When a bar reaches an order and at which price, without knowing what happened inside the bar.
 *
 * <p>Reaching compares doubles, which is exact for prices of at most 15 significant digits; the
 * price of a fill is a decimal taken from the tape or the order.
 */
final class FillRules {

    private FillRules() {}

    /** Whether the bar may look at the order at all: it works, and was there when the bar began. */
    static boolean isEligible(WorkingOrder order, Bar bar) {
        return !order.isHeld() && order.order().submittedAtMillis() <= bar.startMillis();
    }

    /**
     * Whether the bar's prices reach the order.
     *
     * @param needsTradeThrough whether a limit has to be passed, not just touched
     */
    static boolean reaches(WorkingOrder working, Bar bar, boolean needsTradeThrough) {
        Order order = working.order();
        boolean buys = order.side() == Side.BUY;
        return switch (order.type()) {
            case MARKET -> true;
            case LIMIT -> {
                double limit = limitOf(order).doubleValue();
                double beyond = buys ? limit - bar.low() : bar.high() - limit;
                yield needsTradeThrough ? beyond > 0 : beyond >= 0;
            }
            case STOP -> {
                double stop = stopOf(order).doubleValue();
                yield working.triggered() || (buys ? bar.high() >= stop : bar.low() <= stop);
            }
        };
    }

    /**
     * The price of the fill before slippage: the open for a market order, the better of limit and
     * open for a limit order, the worse of stop and open for a stop order.
     *
     * @param open of the bar; for a protection that was released inside the bar, the price that
     *     released it
     */
    static BigDecimal price(WorkingOrder working, BigDecimal open) {
        Order order = working.order();
        boolean buys = order.side() == Side.BUY;
        return switch (order.type()) {
            case MARKET -> open;
            case LIMIT -> buys ? limitOf(order).min(open) : limitOf(order).max(open);
            case STOP -> {
                BigDecimal stop = stopOf(order);
                yield working.triggered() ? open : buys ? stop.max(open) : stop.min(open);
            }
        };
    }

    private static BigDecimal limitOf(Order order) {
        return Objects.requireNonNull(order.limitPrice(), "a LIMIT order without a limit price");
    }

    private static BigDecimal stopOf(Order order) {
        return Objects.requireNonNull(order.stopPrice(), "a STOP order without a stop price");
    }
}
