package io.millrace.broker.trading;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with an order whatever the account and the market are. */
final class SchemaRules {

    private static final Set<String> SIDES = Set.of("buy", "sell");
    private static final Set<String> TYPES = Set.of("market", "limit", "stop", "trailing_stop");
    private static final Set<String> TIMES = Set.of("day", "gtc");
    private static final Set<String> CLASSES = Set.of("", "bracket", "oco", "oto");
    private static final int LONGEST_NAME = 128;
    private static final int MOST_DECIMALS = 9;

    /** One thing that can be wrong. */
    private record Rule(boolean broken, String message) {}

    private SchemaRules() {}

    static void check(OrderBody body) {
        for (Rule rule : rules(body)) {
            if (rule.broken()) {
                throw ApiError.invalid(rule.message());
            }
        }
        if (body.notional() != null && body.notional().compareTo(BigDecimal.ONE) < 0) {
            throw ApiError.unprocessable("notional must be >= 1.00");
        }
        if (body.extendedHours() && !body.type().equals("limit")) {
            throw ApiError.unprocessable("extended hours order must be DAY or GTC limit orders");
        }
    }

    private static List<Rule> rules(OrderBody body) {
        OrderBody.Prices prices = body.prices();
        String type = body.type();
        boolean market = type.equals("market");
        boolean trails = type.equals("trailing_stop");
        boolean oco = body.orderClass().equals("oco");
        String name = body.clientOrderId();
        return List.of(
                new Rule(body.symbol().isEmpty(), "symbol is required"),
                new Rule(
                        body.quantity() == null && body.notional() == null,
                        "qty or notional is required"),
                new Rule(
                        body.quantity() != null && body.notional() != null,
                        "only one of qty or notional is accepted"),
                new Rule(notPositive(body.quantity()), "qty must be > 0"),
                new Rule(tooFine(body.quantity()), "qty must have at most 9 decimals"),
                new Rule(tooFine(body.notional()), "notional must have at most 9 decimals"),
                new Rule(!SIDES.contains(body.side()), "invalid side"),
                new Rule(!TYPES.contains(type), "invalid order type"),
                new Rule(!TIMES.contains(body.timeInForce()), "invalid time_in_force"),
                new Rule(!CLASSES.contains(body.orderClass()), "invalid order_class"),
                new Rule(
                        market && (prices.limit() != null || prices.stop() != null),
                        "market orders require no stop or limit price"),
                new Rule(
                        type.equals("limit") && prices.limit() == null && !oco,
                        "limit orders require a limit price"),
                new Rule(
                        type.equals("limit") && prices.stop() != null,
                        "limit orders require no stop price"),
                new Rule(
                        type.equals("stop") && prices.stop() == null,
                        "stop orders require a stop price"),
                new Rule(
                        type.equals("stop") && prices.limit() != null,
                        "stop orders require no limit price"),
                new Rule(
                        trails && (prices.trail() == null) == (prices.trailPercent() == null),
                        "trailing stop orders must specify one of trail_price or trail_percent"),
                new Rule(
                        !trails && (prices.trail() != null || prices.trailPercent() != null),
                        type + " orders must not have trail_price"),
                new Rule(
                        trails && (prices.stop() != null || prices.limit() != null),
                        "trailing stop orders require no stop or limit price"),
                new Rule(
                        notPositive(prices.limit())
                                || notPositive(prices.stop())
                                || notPositive(prices.trail())
                                || notPositive(prices.trailPercent())
                                || notPositive(body.takeProfit())
                                || notPositive(body.stopLoss()),
                        "prices must be > 0"),
                new Rule(body.stopLossLimit() != null, "invalid order type: stop_limit"),
                new Rule(
                        name != null && name.length() > LONGEST_NAME,
                        "client_order_id must be no more than 128 characters"));
    }

    private static boolean notPositive(@Nullable BigDecimal number) {
        return number != null && number.signum() <= 0;
    }

    private static boolean tooFine(@Nullable BigDecimal number) {
        return number != null && number.stripTrailingZeros().scale() > MOST_DECIMALS;
    }
}
