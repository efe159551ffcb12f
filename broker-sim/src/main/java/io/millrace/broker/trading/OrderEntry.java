package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.exchange.Asset;
import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.Figures;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The way of a new order: every rule in Alpaca's order, then the desk. */
final class OrderEntry {

    private static final int NOTIONAL_DECIMALS = 9;

    private OrderEntry() {}

    static ObjectNode enter(Desk desk, OrderBody body) {
        SchemaRules.check(body);
        String name = body.clientOrderId();
        if (name != null && desk.tickets().named(name) != null) {
            throw ApiError.invalid("client_order_id must be unique");
        }
        if (desk.config().suspendTrade()) {
            throw ApiError.forbidden("new orders are rejected by user request");
        }
        Asset asset =
                desk.assets()
                        .find(body.symbol())
                        .orElseThrow(
                                () ->
                                        ApiError.invalid(
                                                "could not find asset \"" + body.symbol() + "\""));
        if (!asset.crypto()) {
            PriceRules.checkTicks(body);
        }
        BigDecimal last = desk.marks().last(asset.symbol());
        BigDecimal quantity = quantity(body, asset, last);
        ClassRules.check(body, asset, quantity, desk);
        BigDecimal limit = body.prices().limit();
        ClassRules.checkSize(asset, quantity, limit == null ? last : limit);
        if (body.isComplex()) {
            PriceRules.checkLegs(body, last);
        }
        PriceRules.checkStop(body, last);
        WashTrades.check(body, asset.symbol(), desk);
        checkAccount(desk, body, asset, quantity);
        return desk.submit(OrderGroup.of(desk, body, asset, quantity));
    }

    private static BigDecimal quantity(OrderBody body, Asset asset, @Nullable BigDecimal last) {
        if (body.quantity() != null) {
            return body.quantity();
        }
        BigDecimal price = body.prices().limit() == null ? last : body.prices().limit();
        if (price == null || body.notional() == null) {
            throw ApiError.unprocessable("asset " + asset.orderSymbol() + " has no price yet");
        }
        return body.notional().divide(price, NOTIONAL_DECIMALS, RoundingMode.DOWN);
    }

    private static void checkAccount(Desk desk, OrderBody body, Asset asset, BigDecimal quantity) {
        Side side = body.buys() ? Side.BUY : Side.SELL;
        Shares shares = Shares.of(desk, asset.symbol());
        boolean closes = shares.existing().signum() > 0 && shares.closingSide() == side;
        if (closes) {
            shares.require(quantity, asset, desk);
            return;
        }
        if (side == Side.SELL) {
            checkShort(desk, asset);
        }
        checkBuyingPower(
                desk,
                Money.cost(
                        side,
                        quantity,
                        body.prices().limit(),
                        body.prices().stop(),
                        Money.price(desk, asset.symbol())),
                BigDecimal.ZERO);
    }

    private static void checkShort(Desk desk, Asset asset) {
        if (asset.crypto()) {
            throw ApiError.forbidden(
                            "insufficient balance for "
                                    + asset.orderSymbol()
                                    + " (requested: more than 0, available: 0)")
                    .with("available", "0")
                    .with("balance", "0");
        }
        if (desk.config().noShorting() || !desk.account().shorting()) {
            throw ApiError.forbidden("account is not allowed to short");
        }
    }

    /**
     * Refuses what the account cannot pay.
     *
     * @param reserved what is reserved for the order already, when it is replaced
     */
    static void checkBuyingPower(Desk desk, BigDecimal cost, BigDecimal reserved) {
        BigDecimal power = Money.of(desk).buyingPower().add(reserved);
        if (cost.compareTo(power) > 0) {
            throw ApiError.forbidden("insufficient buying power")
                    .with("buying_power", Figures.text(power))
                    .with("cost_basis", Figures.text(cost));
        }
    }
}
