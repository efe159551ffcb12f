package io.millrace.flink.execution;

import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.OrderAddress;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.util.List;

/** Requests of every kind, decided at one instant. */
final class Requests {

    static final long AT = 1_709_650_800_000L;

    private Requests() {}

    /** A request in one word: ENTRY, EXIT, PROTECTION, CANCEL, RESIZE or LOOKUP. */
    static BrokerRequest of(String word, String id) {
        return switch (word) {
            case "ENTRY" -> submit(id, Leg.ENTRY, Side.BUY);
            case "EXIT" -> submit(id, Leg.EXIT, Side.SELL);
            case "PROTECTION" -> submit(id, Leg.STOP_LOSS, Side.SELL);
            case "CANCEL" -> about(OrderRequest.cancel(id, AT, "TEST"));
            case "RESIZE" -> about(OrderRequest.resize(id, BigDecimal.ONE, AT, "TEST"));
            case "LOOKUP" -> about(OrderRequest.lookup(id, AT, "TEST"));
            default -> throw new IllegalArgumentException(word);
        };
    }

    static BrokerRequest again(BrokerRequest request) {
        return new BrokerRequest(request.request(), request.address(), true);
    }

    private static BrokerRequest submit(String id, Leg leg, Side side) {
        return about(
                OrderRequest.submit(
                        List.of(
                                new Order(
                                        id,
                                        null,
                                        "AAPL",
                                        side,
                                        leg,
                                        OrderType.MARKET,
                                        TimeInForce.DAY,
                                        BigDecimal.TEN,
                                        null,
                                        null,
                                        AT,
                                        "TEST"))));
    }

    private static BrokerRequest about(OrderRequest request) {
        return new BrokerRequest(
                request, new OrderAddress(request.clientOrderId(), null, OrderType.MARKET), false);
    }
}
