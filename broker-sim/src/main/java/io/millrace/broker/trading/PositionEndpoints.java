package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.broker.exchange.Asset;
import io.millrace.broker.exchange.Desk;
import io.millrace.broker.exchange.Exchange;
import io.millrace.broker.exchange.Holding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /v2/positions}. */
final class PositionEndpoints {

    private static final String POSITIONS = "/v2/positions";
    private static final String ONE = POSITIONS + "/(.+)";
    private static final BigDecimal HUNDRED = new BigDecimal("100");

    private final Exchange exchange;

    PositionEndpoints(Exchange exchange) {
        this.exchange = exchange;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.get(POSITIONS, this::list),
                Endpoint.delete(POSITIONS, this::closeAll),
                Endpoint.get(ONE, this::one),
                Endpoint.delete(ONE, this::close));
    }

    private Answer list(Call call) {
        return Answer.ok(
                exchange.read(
                        desk -> {
                            ArrayNode array = JsonNodeFactory.instance.arrayNode();
                            for (Map.Entry<String, Holding> one :
                                    desk.holdings().bySymbol().entrySet()) {
                                array.add(
                                        PositionJson.of(
                                                desk,
                                                desk.assets().of(one.getKey()),
                                                one.getValue()));
                            }
                            return array;
                        }));
    }

    private Answer one(Call call) {
        return Answer.ok(
                exchange.read(
                        desk -> {
                            Asset asset = held(desk, call.id());
                            return PositionJson.of(desk, asset, holding(desk, asset, call.id()));
                        }));
    }

    private Answer close(Call call) {
        BigDecimal quantity = call.decimal("qty");
        BigDecimal percentage = call.decimal("percentage");
        if (quantity != null && percentage != null) {
            throw ApiError.invalid("only one of qty or percentage is accepted");
        }
        if (percentage != null && (percentage.signum() <= 0 || percentage.compareTo(HUNDRED) > 0)) {
            throw ApiError.invalid("percentage must be > 0 and <= 100");
        }
        return Answer.ok(
                exchange.change(
                        desk -> {
                            Asset asset = held(desk, call.id());
                            Holding holding = holding(desk, asset, call.id());
                            return close(
                                    desk,
                                    asset,
                                    holding,
                                    share(holding.quantity().abs(), quantity, percentage, asset));
                        }));
    }

    private Answer closeAll(Call call) {
        boolean cancel = call.flag("cancel_orders");
        return Answer.several(
                exchange.change(
                        desk -> {
                            if (cancel) {
                                OrderEndpoints.cancelAll(desk);
                            }
                            ArrayNode results = JsonNodeFactory.instance.arrayNode();
                            for (Map.Entry<String, Holding> one :
                                    List.copyOf(desk.holdings().bySymbol().entrySet())) {
                                Asset asset = desk.assets().of(one.getKey());
                                results.add(result(desk, asset, one.getValue()));
                            }
                            return results;
                        }));
    }

    private static ObjectNode result(Desk desk, Asset asset, Holding holding) {
        ObjectNode result =
                JsonNodeFactory.instance.objectNode().put("symbol", asset.positionSymbol());
        try {
            ObjectNode order = close(desk, asset, holding, holding.quantity().abs());
            result.put("status", 200).set("body", order);
        } catch (ApiError refused) {
            Answer answer = refused.answer();
            JsonNode body = answer.body();
            result.put("status", answer.status()).set("body", body);
        }
        return result;
    }

    private static ObjectNode close(Desk desk, Asset asset, Holding holding, BigDecimal quantity) {
        String side = holding.quantity().signum() > 0 ? "sell" : "buy";
        return OrderEntry.enter(desk, OrderBody.market(asset.orderSymbol(), side, quantity));
    }

    private static BigDecimal share(
            BigDecimal all,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal percentage,
            Asset asset) {
        if (percentage == null) {
            return quantity == null ? all : quantity;
        }
        BigDecimal part = all.multiply(percentage).divide(HUNDRED, 9, RoundingMode.DOWN);
        boolean whole = !asset.crypto() && ClassRules.isWhole(all);
        return whole && part.compareTo(BigDecimal.ONE) >= 0
                ? part.setScale(0, RoundingMode.DOWN)
                : part;
    }

    private static Asset held(Desk desk, String name) {
        return desk.assets()
                .find(name)
                .orElseThrow(() -> ApiError.notFound("position not found: " + name));
    }

    private static Holding holding(Desk desk, Asset asset, String name) {
        Holding holding = desk.holdings().bySymbol().get(asset.symbol());
        if (holding == null) {
            throw ApiError.notFound("position not found: " + name);
        }
        return holding;
    }
}
