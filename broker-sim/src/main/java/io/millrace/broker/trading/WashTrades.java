package io.millrace.broker.trading;

import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.OrderTerms;
import io.millrace.broker.exchange.Ticket;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;

/** An account must not trade with itself: opposite orders that could meet are refused. */
final class WashTrades {

    private WashTrades() {}

    static void check(OrderBody body, String symbol, Desk desk) {
        if (body.isComplex() || body.type().equals("trailing_stop")) {
            return;
        }
        for (Ticket open : desk.tickets().openOn(symbol)) {
            OrderTerms terms = open.terms();
            boolean opposite = (terms.side() == Side.BUY) != body.buys();
            if (opposite && !terms.isComplex() && !terms.trails()) {
                check(body, terms);
            }
        }
    }

    private static void check(OrderBody body, OrderTerms existing) {
        BigDecimal limit = body.prices().limit();
        BigDecimal other = existing.limitPrice();
        String reason = null;
        if (limit == null || other == null) {
            String kind = other != null ? "limit" : existing.type();
            reason = "opposite side market/" + (kind.equals("market") ? "limit" : kind);
            reason += " order exists";
        } else if ((body.buys() ? limit : other).compareTo(body.buys() ? other : limit) >= 0) {
            reason =
                    body.buys()
                            ? "sell order exists, buy limit price should be less than existing"
                                    + " sell limit price"
                            : "opposite side limit order exists";
        }
        if (reason != null) {
            throw ApiError.forbidden("potential wash trade detected. use complex orders")
                    .with("existing_order_id", existing.id())
                    .with("reject_reason", reason);
        }
    }
}
