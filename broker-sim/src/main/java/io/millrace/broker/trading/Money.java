package io.millrace.broker.trading;

import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.Holding;
import io.millrace.broker.exchange.OrderTerms;
import io.millrace.broker.exchange.Ticket;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the account is worth and what it may still spend. */
record Money(
        BigDecimal cash,
        BigDecimal longValue,
        BigDecimal shortValue,
        BigDecimal reserved,
        int multiplier) {

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal MAINTENANCE = new BigDecimal("0.3");
    private static final BigDecimal SHORT_MARGIN = new BigDecimal("1.03");

    static Money of(Desk desk) {
        BigDecimal longValue = BigDecimal.ZERO;
        BigDecimal shortValue = BigDecimal.ZERO;
        for (Map.Entry<String, Holding> one : desk.holdings().bySymbol().entrySet()) {
            BigDecimal value = one.getValue().quantity().multiply(price(desk, one.getKey()));
            longValue = longValue.add(value.max(BigDecimal.ZERO));
            shortValue = shortValue.add(value.min(BigDecimal.ZERO));
        }
        BigDecimal reserved = BigDecimal.ZERO;
        for (Ticket open : desk.tickets().open()) {
            reserved = reserved.add(reservedFor(open, desk));
        }
        int multiplier =
                Math.min(
                        desk.account().multiplier(),
                        Integer.parseInt(desk.config().maxMarginMultiplier()));
        return new Money(desk.holdings().cash(), longValue, shortValue, reserved, multiplier);
    }

    BigDecimal equity() {
        return cash.add(longValue).add(shortValue);
    }

    BigDecimal initialMargin() {
        BigDecimal exposure = longValue.subtract(shortValue);
        return multiplier == 1 ? exposure : exposure.multiply(HALF);
    }

    BigDecimal maintenanceMargin() {
        return longValue.subtract(shortValue).multiply(MAINTENANCE);
    }

    BigDecimal buyingPower() {
        BigDecimal whole =
                multiplier == 1
                        ? cash
                        : equity().subtract(initialMargin())
                                .max(BigDecimal.ZERO)
                                .multiply(BigDecimal.valueOf(multiplier));
        return whole.subtract(reserved).max(BigDecimal.ZERO);
    }

    /** What buying power an order would take; nothing when it closes a position. */
    static BigDecimal cost(
            Side side,
            BigDecimal quantity,
            @Nullable BigDecimal limit,
            @Nullable BigDecimal stop,
            BigDecimal last) {
        if (side == Side.SELL) {
            BigDecimal dear = last.multiply(SHORT_MARGIN);
            return quantity.multiply(limit == null ? dear : limit.max(dear));
        }
        BigDecimal price = limit != null ? limit : stop != null ? stop.max(last) : last;
        return quantity.multiply(price);
    }

    /** The last price, or zero before there is one. */
    static BigDecimal price(Desk desk, String symbol) {
        return Objects.requireNonNullElse(desk.marks().last(symbol), BigDecimal.ZERO);
    }

    private static BigDecimal reservedFor(Ticket open, Desk desk) {
        OrderTerms terms = open.terms();
        boolean opens = terms.leads() && !terms.orderClass().equals(OrderTerms.OCO);
        int held = desk.holdings().quantity(terms.symbol()).signum();
        boolean closes = held == (terms.side() == Side.BUY ? -1 : 1);
        if (!opens || closes) {
            return BigDecimal.ZERO;
        }
        return cost(
                terms.side(),
                open.leaves(),
                terms.limitPrice(),
                open.stopPrice(),
                price(desk, terms.symbol()));
    }
}
