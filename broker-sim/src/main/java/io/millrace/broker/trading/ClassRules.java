package io.millrace.broker.trading;

import io.millrace.broker.exchange.Asset;
import io.millrace.broker.exchange.Desk;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What groups of orders, parts of shares and orders by notional are allowed to be. */
final class ClassRules {

    private static final BigDecimal LEAST_COINS = BigDecimal.TEN;

    private ClassRules() {}

    static void check(OrderBody body, Asset asset, BigDecimal quantity, Desk desk) {
        switch (body.orderClass()) {
            case "bracket" -> checkBracket(body, asset, desk);
            case "oto" -> checkOto(body, asset, desk);
            case "oco" -> checkOco(body, asset, desk);
            default -> {
                if (body.takeProfit() != null || body.stopLoss() != null) {
                    throw ApiError.invalid("simple orders must not have take_profit or stop_loss");
                }
            }
        }
        if (!asset.crypto() && (body.notional() != null || !isWhole(quantity))) {
            checkFraction(body, asset, quantity, desk);
        }
    }

    static boolean isWhole(BigDecimal quantity) {
        return quantity.stripTrailingZeros().scale() <= 0;
    }

    /** Coins are traded for ten dollars at least. */
    static void checkSize(Asset asset, BigDecimal quantity, @Nullable BigDecimal price) {
        if (asset.crypto()
                && price != null
                && quantity.multiply(price).compareTo(LEAST_COINS) < 0) {
            throw ApiError.forbidden("cost basis must be >= minimal amount of order 10");
        }
    }

    private static void checkBracket(OrderBody body, Asset asset, Desk desk) {
        if (body.takeProfit() == null) {
            throw ApiError.invalid("bracket orders require take_profit.limit_price");
        }
        if (body.stopLoss() == null) {
            throw ApiError.invalid("bracket orders require stop_loss.stop_price");
        }
        checkEntry(body, asset, desk);
    }

    private static void checkOto(OrderBody body, Asset asset, Desk desk) {
        if ((body.takeProfit() == null) == (body.stopLoss() == null)) {
            throw ApiError.invalid("oto orders require one of take_profit or stop_loss");
        }
        checkEntry(body, asset, desk);
    }

    private static void checkEntry(OrderBody body, Asset asset, Desk desk) {
        if (!body.type().equals("market") && !body.type().equals("limit")) {
            throw ApiError.unprocessable(body.orderClass() + " orders must be market or limit");
        }
        if (body.extendedHours()) {
            throw ApiError.unprocessable(
                    body.orderClass() + " orders must not be extended hours orders");
        }
        int held = desk.holdings().quantity(asset.symbol()).signum();
        if (held == (body.buys() ? -1 : 1)) {
            throw ApiError.unprocessable(body.orderClass() + " orders must be entry orders");
        }
    }

    private static void checkOco(OrderBody body, Asset asset, Desk desk) {
        if (!body.type().equals("limit")) {
            throw ApiError.unprocessable("oco orders must be limit orders");
        }
        if (PriceRules.takeProfit(body) == null) {
            throw ApiError.invalid("oco orders require take_profit.limit_price");
        }
        if (body.stopLoss() == null) {
            throw ApiError.invalid("oco orders require stop_loss.stop_price");
        }
        int held = desk.holdings().quantity(asset.symbol()).signum();
        if (held != (body.buys() ? -1 : 1)) {
            throw ApiError.unprocessable("oco orders must be exit orders");
        }
    }

    private static void checkFraction(OrderBody body, Asset asset, BigDecimal quantity, Desk desk) {
        if (!desk.config().fractionalTrading()) {
            throw ApiError.forbidden("account is not allowed to trade fractional shares");
        }
        if (!body.timeInForce().equals("day")) {
            throw ApiError.unprocessable("fractional orders must be DAY orders");
        }
        if (body.isComplex()) {
            throw ApiError.unprocessable("fractional orders must be simple orders");
        }
        if (body.type().equals("trailing_stop")) {
            throw ApiError.unprocessable(
                    "fractional orders must be market, limit, stop, or stop_limit orders");
        }
        BigDecimal held = desk.holdings().quantity(asset.symbol());
        if (!body.buys() && held.signum() <= 0 && quantity.signum() > 0) {
            throw ApiError.unprocessable("fractional orders cannot be sold short");
        }
    }
}
