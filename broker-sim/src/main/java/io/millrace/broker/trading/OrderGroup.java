package io.millrace.broker.trading;

import io.millrace.broker.exchange.Asset;
import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.Ids;
import io.millrace.broker.exchange.OrderTerms;
import io.millrace.broker.exchange.TrailingStop;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An accepted request as the terms of one order, or of one that leads and its legs. */
final class OrderGroup {

    private final Desk desk;
    private final OrderBody body;
    private final Asset asset;
    private final BigDecimal quantity;
    private final String headId;
    private final List<OrderTerms> group = new ArrayList<>();

    private OrderGroup(Desk desk, OrderBody body, Asset asset, BigDecimal quantity) {
        this.desk = desk;
        this.body = body;
        this.asset = asset;
        this.quantity = quantity;
        this.headId = desk.nextOrderId(0);
    }

    static List<OrderTerms> of(Desk desk, OrderBody body, Asset asset, BigDecimal quantity) {
        OrderGroup one = new OrderGroup(desk, body, asset, quantity);
        one.add();
        return List.copyOf(one.group);
    }

    private void add() {
        Side side = body.buys() ? Side.BUY : Side.SELL;
        Side other = body.buys() ? Side.SELL : Side.BUY;
        boolean oco = body.orderClass().equals(OrderTerms.OCO);
        BigDecimal limit = oco ? PriceRules.takeProfit(body) : body.prices().limit();
        add(OrderTerms.PARENT, side, body.type(), limit, body.prices().stop());
        if (!oco && body.takeProfit() != null) {
            add(OrderTerms.TAKE_PROFIT, other, "limit", body.takeProfit(), null);
        }
        if (body.stopLoss() != null) {
            add(OrderTerms.STOP_LOSS, oco ? side : other, "stop", null, body.stopLoss());
        }
    }

    private void add(
            String role,
            Side side,
            String type,
            @Nullable BigDecimal limit,
            @Nullable BigDecimal stop) {
        boolean leads = group.isEmpty();
        String id = desk.nextOrderId(group.size());
        String name = leads ? body.clientOrderId() : null;
        OrderTerms terms =
                new OrderTerms(
                        id,
                        id,
                        headId,
                        name == null ? Ids.clientOrderId(id) : name,
                        body.orderClass(),
                        role,
                        asset.symbol(),
                        side,
                        type,
                        body.timeInForce(),
                        quantity,
                        body.notional(),
                        limit,
                        stop,
                        leads ? body.prices().trail() : null,
                        leads ? body.prices().trailPercent() : null,
                        body.extendedHours(),
                        null,
                        desk.atMillis());
        group.add(terms.trails() ? trailing(terms) : terms);
    }

    /** A trailing stop begins its distance away from the last price. */
    private OrderTerms trailing(OrderTerms terms) {
        BigDecimal last = desk.marks().last(asset.symbol());
        if (last == null) {
            throw ApiError.unprocessable("asset " + asset.orderSymbol() + " has no price yet");
        }
        return terms.withStop(TrailingStop.stop(terms, last));
    }
}
