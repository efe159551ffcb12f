package io.millrace.flink.execution;

import io.millrace.connectors.broker.Broker;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerAnswer.Outcome;
import io.millrace.domain.broker.BrokerFill;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerPosition;
import io.millrace.domain.broker.BrokerReport;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A broker in memory: market orders fill at once, everything else rests for ever. Its ledger counts
 * how often each name was really submitted, and faults come as a test wants them.
 */
public final class FakeBroker implements Broker {

    /** What goes wrong with a request. */
    public enum Fault {
        NONE,
        /** It takes effect, but nobody hears of it. */
        ANSWER_LOST,
        /** It never arrives, and nobody can know. */
        REQUEST_LOST,
        /** It is known not to have left. */
        NOT_SENT
    }

    private static final long LATELY_MILLIS = 60_000;
    private static final BigDecimal UNPRICED = new BigDecimal("50");

    private final Map<String, BrokerOrder> orders = new LinkedHashMap<>();
    private final Map<String, Integer> submissions = new LinkedHashMap<>();
    private final List<BrokerRequest> heard = new ArrayList<>();
    private final Map<String, BigDecimal> positions = new TreeMap<>();
    private final Map<String, BigDecimal> prices = new TreeMap<>();
    private BigDecimal cash;
    private long clockMillis;
    private boolean away;
    private Function<BrokerRequest, Fault> faults = request -> Fault.NONE;
    private Consumer<BrokerReport> reports = report -> {};

    /** An account with cash alone. */
    public FakeBroker(String cash) {
        this.cash = new BigDecimal(cash);
    }

    public synchronized FakeBroker failing(Function<BrokerRequest, Fault> plan) {
        faults = plan;
        return this;
    }

    public synchronized void reportTo(Consumer<BrokerReport> listener) {
        reports = listener;
    }

    public synchronized void at(long millis) {
        clockMillis = Math.max(clockMillis, millis);
    }

    /** Market orders fill at it from now on. */
    public synchronized void priced(String symbol, BigDecimal price) {
        prices.put(symbol, price);
    }

    public synchronized void goAway() {
        away = true;
    }

    /** How often each of our names was submitted with effect or refused as known. */
    public synchronized Map<String, Integer> submissions() {
        return new LinkedHashMap<>(submissions);
    }

    public synchronized List<BrokerRequest> heard() {
        return List.copyOf(heard);
    }

    @Override
    public synchronized BrokerAnswer execute(BrokerRequest request) {
        heard.add(request);
        Fault fault = faults.apply(request);
        if (fault == Fault.NOT_SENT) {
            return answer(request, Outcome.NOT_SENT, null);
        }
        if (fault == Fault.REQUEST_LOST) {
            return answer(request, Outcome.NO_ANSWER, null);
        }
        BrokerAnswer answer =
                switch (request.request().kind()) {
                    case SUBMIT -> submit(request);
                    case CANCEL -> cancel(request);
                    case RESIZE -> resize(request);
                    case LOOKUP -> {
                        BrokerOrder found = find(request);
                        yield answer(
                                request, found == null ? Outcome.NOT_FOUND : Outcome.FOUND, found);
                    }
                };
        return fault == Fault.ANSWER_LOST ? answer(request, Outcome.NO_ANSWER, null) : answer;
    }

    @Override
    public synchronized BrokerSnapshot snapshot() throws IOException {
        if (away) {
            throw new IOException("away");
        }
        List<BrokerPosition> held = new ArrayList<>();
        positions.forEach(
                (symbol, quantity) -> {
                    if (quantity.signum() != 0) {
                        held.add(new BrokerPosition(symbol, quantity, priceOf(symbol)));
                    }
                });
        return new BrokerSnapshot(
                clockMillis,
                cash,
                held,
                orders.values().stream()
                        .filter(
                                order ->
                                        !order.status().isTerminal()
                                                || order.updatedAtMillis()
                                                        > clockMillis - LATELY_MILLIS)
                        .toList());
    }

    @Override
    public synchronized long clockMillis() throws IOException {
        if (away) {
            throw new IOException("away");
        }
        return clockMillis;
    }

    @Override
    public void close() {}

    private BrokerAnswer submit(BrokerRequest request) {
        List<Order> asked = request.request().orders();
        Order first = carrier(asked);
        BrokerOrder known = orders.get(first.clientOrderId());
        if (known != null) {
            if (!request.lookFirst()) {
                submissions.merge(first.clientOrderId(), 1, Integer::sum);
            }
            return answer(request, Outcome.ADOPTED, known);
        }
        submissions.merge(first.clientOrderId(), 1, Integer::sum);
        boolean entry = first.leg() == Leg.ENTRY;
        for (Order order : asked) {
            boolean carried = !order.clientOrderId().equals(first.clientOrderId());
            put(order, carried ? first.clientOrderId() : null, carried && entry);
        }
        if (first.type() == OrderType.MARKET) {
            fill(first);
        }
        BrokerOrder now = Objects.requireNonNull(orders.get(first.clientOrderId()));
        return answer(request, Outcome.TAKEN, now);
    }

    private static Order carrier(List<Order> asked) {
        return asked.stream()
                .filter(order -> order.leg() == Leg.ENTRY)
                .findFirst()
                .or(
                        () ->
                                asked.stream()
                                        .filter(order -> order.leg() == Leg.TAKE_PROFIT)
                                        .findFirst())
                .orElse(asked.get(0));
    }

    private void put(Order order, @Nullable String carrier, boolean held) {
        String name = carrier == null ? order.clientOrderId() : "leg-" + orders.size();
        orders.put(
                name,
                new BrokerOrder(
                        "b" + orders.size(),
                        name,
                        carrier,
                        order.symbol(),
                        order.side(),
                        order.type(),
                        held ? OrderStatus.HELD : OrderStatus.ACCEPTED,
                        order.quantity(),
                        BigDecimal.ZERO,
                        null,
                        order.limitPrice(),
                        order.stopPrice(),
                        clockMillis,
                        clockMillis));
    }

    private void fill(Order order) {
        BigDecimal quantity = order.quantity();
        boolean buys = order.side() == Side.BUY;
        positions.merge(order.symbol(), buys ? quantity : quantity.negate(), BigDecimal::add);
        BigDecimal price = priceOf(order.symbol());
        BigDecimal worth = quantity.multiply(price);
        cash = buys ? cash.subtract(worth) : cash.add(worth);
        String id = order.clientOrderId();
        move(id, OrderStatus.FILLED, quantity);
        report(id, OrderEvent.FINAL_FILL, new BrokerFill("x" + id, quantity, price, quantity));
        legsOf(id, OrderStatus.HELD)
                .forEach(
                        leg -> {
                            move(leg, OrderStatus.ACCEPTED, BigDecimal.ZERO);
                            report(leg, OrderEvent.BROKER_ACCEPTED, null);
                        });
    }

    /** Whoever fills, fills once. */
    private @Nullable BigDecimal averageOf(BrokerOrder order, BigDecimal filled) {
        if (order.averagePrice() != null || filled.signum() == 0) {
            return order.averagePrice();
        }
        return priceOf(order.symbol());
    }

    private BigDecimal priceOf(String symbol) {
        return prices.getOrDefault(symbol, UNPRICED);
    }

    private BrokerAnswer cancel(BrokerRequest request) {
        BrokerOrder order = find(request);
        if (order == null || order.status().isTerminal()) {
            return answer(request, Outcome.REFUSED, order);
        }
        List<String> ending = new ArrayList<>();
        ending.add(order.clientOrderId());
        String carrier = order.carrierId() == null ? order.clientOrderId() : order.carrierId();
        ending.addAll(legsOf(carrier, OrderStatus.ACCEPTED));
        ending.addAll(legsOf(carrier, OrderStatus.HELD));
        ending.add(carrier);
        for (String id : ending) {
            BrokerOrder one = Objects.requireNonNull(orders.get(id));
            if (!one.status().isTerminal()) {
                move(id, OrderStatus.CANCELED, one.filled());
                report(id, OrderEvent.BROKER_CANCELED, null);
            }
        }
        return answer(request, Outcome.TAKEN, find(request));
    }

    private BrokerAnswer resize(BrokerRequest request) {
        BrokerOrder order = find(request);
        BigDecimal quantity = request.request().quantity();
        if (order == null || quantity == null || order.status().isTerminal()) {
            return answer(request, Outcome.REFUSED, order);
        }
        orders.put(order.clientOrderId(), with(order, order.status(), order.filled(), quantity));
        return answer(request, Outcome.TAKEN, find(request));
    }

    private @Nullable BrokerOrder find(BrokerRequest request) {
        String carrier = request.address().carrierId();
        if (carrier == null) {
            return orders.get(request.address().clientOrderId());
        }
        return orders.values().stream()
                .filter(
                        order ->
                                carrier.equals(order.carrierId())
                                        && order.type() == request.address().type())
                .findFirst()
                .orElse(null);
    }

    private List<String> legsOf(String carrier, OrderStatus status) {
        return orders.values().stream()
                .filter(order -> carrier.equals(order.carrierId()) && order.status() == status)
                .map(BrokerOrder::clientOrderId)
                .toList();
    }

    private void move(String id, OrderStatus status, BigDecimal filled) {
        BrokerOrder order = Objects.requireNonNull(orders.get(id));
        orders.put(id, with(order, status, filled, order.quantity()));
    }

    private BrokerOrder with(
            BrokerOrder order, OrderStatus status, BigDecimal filled, BigDecimal quantity) {
        return new BrokerOrder(
                order.brokerId(),
                order.clientOrderId(),
                order.carrierId(),
                order.symbol(),
                order.side(),
                order.type(),
                status,
                quantity,
                filled,
                averageOf(order, filled),
                order.limitPrice(),
                order.stopPrice(),
                order.submittedAtMillis(),
                clockMillis);
    }

    private void report(String id, OrderEvent event, @Nullable BrokerFill fill) {
        BrokerOrder order = Objects.requireNonNull(orders.get(id));
        reports.accept(new BrokerReport(order, event, fill, clockMillis, ""));
    }

    private BrokerAnswer answer(
            BrokerRequest request, Outcome outcome, @Nullable BrokerOrder order) {
        List<BrokerOrder> found = new ArrayList<>();
        if (order != null && outcome != Outcome.REFUSED) {
            found.add(order);
            orders.values().stream()
                    .filter(leg -> order.clientOrderId().equals(leg.carrierId()))
                    .forEach(found::add);
        }
        return new BrokerAnswer(
                request.request().clientOrderId(),
                request.request().kind(),
                outcome,
                found,
                null,
                "",
                clockMillis);
    }
}
