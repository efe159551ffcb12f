package io.millrace.broker.trading;

import io.millrace.broker.exchange.Figures;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Increments of prices, and where protections have to lie. */
final class PriceRules {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    private PriceRules() {}

    static void checkTicks(OrderBody body) {
        checkTick("limit_price", body.prices().limit());
        checkTick("stop_price", body.prices().stop());
        checkTick("take_profit.limit_price", body.takeProfit());
        checkTick("stop_loss.stop_price", body.stopLoss());
    }

    /** Two decimals from a dollar on, four below. */
    static void checkTick(String name, @Nullable BigDecimal price) {
        if (price == null) {
            return;
        }
        int most = price.compareTo(BigDecimal.ONE) >= 0 ? 2 : 4;
        if (price.stripTrailingZeros().scale() > most) {
            throw ApiError.unprocessable(
                    "invalid "
                            + name
                            + " "
                            + price.toPlainString()
                            + ". sub-penny increment does not fulfill minimum pricing criteria");
        }
    }

    /**
     * Protections lie on their side of the base price: the limit of the entry, the take profit of a
     * pair, and otherwise the last price.
     */
    static void checkLegs(OrderBody body, @Nullable BigDecimal last) {
        boolean oco = body.orderClass().equals("oco");
        BigDecimal limit = oco ? takeProfit(body) : body.prices().limit();
        BigDecimal base = limit == null ? last : limit;
        boolean sells = oco ? !body.buys() : body.buys();
        if (base != null) {
            checkStop(body, base, sells);
            BigDecimal take = body.takeProfit();
            if (take != null && !oco && !isBeyond(take, base, sells)) {
                throw outside("take_profit.limit_price", sells ? ">=" : "<=", sells, base);
            }
        }
        if (oco && last != null) {
            checkStop(body, last, sells);
        }
    }

    /** The take profit of a pair may be given as its own limit. */
    static @Nullable BigDecimal takeProfit(OrderBody body) {
        return body.takeProfit() == null ? body.prices().limit() : body.takeProfit();
    }

    /** A stop that the market has passed already makes no sense. */
    static void checkStop(OrderBody body, @Nullable BigDecimal last) {
        BigDecimal stop = body.prices().stop();
        if (stop == null || last == null) {
            return;
        }
        if (body.buys() && stop.compareTo(last) <= 0) {
            throw ApiError.unprocessable("stop price must be greater than current price");
        }
        if (!body.buys() && stop.compareTo(last) >= 0) {
            throw ApiError.unprocessable("stop price must be less than current price");
        }
    }

    private static void checkStop(OrderBody body, BigDecimal base, boolean sells) {
        BigDecimal stop = body.stopLoss();
        if (stop != null && !isBeyond(stop, base, !sells)) {
            throw outside("stop_loss.stop_price", sells ? "<=" : ">=", !sells, base);
        }
    }

    private static boolean isBeyond(BigDecimal price, BigDecimal base, boolean above) {
        return above
                ? price.compareTo(base.add(CENT)) >= 0
                : price.compareTo(base.subtract(CENT)) <= 0;
    }

    private static ApiError outside(String name, String sign, boolean above, BigDecimal base) {
        return ApiError.unprocessable(
                        name + " must be " + sign + " base_price " + (above ? "+" : "-") + " 0.01")
                .with("base_price", Figures.text(base));
    }
}
