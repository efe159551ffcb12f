package io.millrace.domain.live;

import io.millrace.domain.broker.BrokerAnswer.Outcome;
import io.millrace.domain.broker.BrokerFill;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerPosition;
import io.millrace.domain.broker.BrokerReport;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderRequest.Kind;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A broker whose books are right, and whose answers and reports get lost as chance will have it.
 */
final class FickleBroker {

    private final Random chance;
    private final Map<String, BrokerOrder> orders = new LinkedHashMap<>();
    private final Map<String, BigDecimal> positions = new LinkedHashMap<>();
    private final List<BrokerReport> reports = new ArrayList<>();
    private BigDecimal cash = new BigDecimal("100000");
    boolean honest;
    boolean reportsEverything;

    /** Orders that were taken twice, which must never be. */
    final List<String> twice = new ArrayList<>();

    FickleBroker(Random chance) {
        this.chance = chance;
    }

    /** Answers everything that the last step asked, and whatever follows from that. */
    void serve(LiveDesk desk) {
        List<BrokerRequest> open = new ArrayList<>(desk.step.requests());
        for (int i = 0; i < open.size() && i < 100; i++) {
            BrokerRequest request = open.get(i);
            Outcome outcome = outcomeOf(request.request().kind());
            if (outcome == Outcome.TAKEN
                    || (outcome == Outcome.NO_ANSWER && chance.nextBoolean())) {
                perform(desk, request);
            }
            List<BrokerOrder> shown = List.of();
            if (request.request().kind() == Kind.LOOKUP && outcome == Outcome.TAKEN) {
                shown = group(request.address().clientOrderId());
                outcome = shown.isEmpty() ? Outcome.NOT_FOUND : Outcome.FOUND;
            } else if (outcome == Outcome.TAKEN && request.request().kind() == Kind.SUBMIT) {
                shown = group(request.request().clientOrderId());
            }
            desk.answers(
                    request.request().clientOrderId(),
                    request.request().kind(),
                    outcome,
                    shown.toArray(new BrokerOrder[0]));
            open.addAll(desk.step.requests());
        }
    }

    private Outcome outcomeOf(Kind kind) {
        if (honest || chance.nextInt(3) > 0) {
            return Outcome.TAKEN;
        }
        Outcome[] bad =
                kind == Kind.LOOKUP
                        ? new Outcome[] {Outcome.NO_ANSWER, Outcome.NOT_SENT}
                        : new Outcome[] {Outcome.NO_ANSWER, Outcome.NOT_SENT, Outcome.REFUSED};
        return bad[chance.nextInt(bad.length)];
    }

    private void perform(LiveDesk desk, BrokerRequest request) {
        OrderRequest asked = request.request();
        switch (asked.kind()) {
            case SUBMIT -> submit(desk, asked.orders());
            case CANCEL -> cancel(desk, asked.clientOrderId());
            case RESIZE -> {
                BrokerOrder order = orders.get(asked.clientOrderId());
                BigDecimal quantity = asked.quantity();
                if (order != null && quantity != null && !order.status().isTerminal()) {
                    put(
                            asked.clientOrderId(),
                            with(order, order.status(), quantity, order.filled()));
                }
            }
            case LOOKUP -> {}
        }
    }

    private void submit(LiveDesk desk, List<Order> sent) {
        for (Order order : sent) {
            String id = order.clientOrderId();
            if (orders.containsKey(id)) {
                twice.add(id);
            }
            String carrier = desk.watch(id).carrierId();
            put(
                    id,
                    new BrokerOrder(
                            "b-" + id,
                            carrier == null ? id : "leg-" + id,
                            carrier,
                            order.symbol(),
                            order.side(),
                            order.type(),
                            carrier == null ? OrderStatus.ACCEPTED : OrderStatus.HELD,
                            order.quantity(),
                            BigDecimal.ZERO,
                            null,
                            order.limitPrice(),
                            order.stopPrice(),
                            order.submittedAtMillis(),
                            desk.market));
        }
    }

    private void cancel(LiveDesk desk, String id) {
        BrokerOrder named = orders.get(id);
        if (named == null) {
            return;
        }
        String root = named.carrierId() == null ? id : named.carrierId();
        for (Map.Entry<String, BrokerOrder> one : List.copyOf(orders.entrySet())) {
            BrokerOrder order = one.getValue();
            boolean member = one.getKey().equals(root) || root.equals(order.carrierId());
            if (member && !order.status().isTerminal()) {
                end(desk, one.getKey());
            }
        }
    }

    private void end(LiveDesk desk, String id) {
        BrokerOrder order = orders.get(id);
        if (order == null || order.status().isTerminal()) {
            return;
        }
        BrokerOrder ended = with(order, OrderStatus.CANCELED, order.quantity(), order.filled());
        put(id, ended);
        reports.add(new BrokerReport(ended, OrderEvent.BROKER_CANCELED, null, desk.market, ""));
    }

    /** One order that works fills, in part or in full; its group follows. */
    void trade(LiveDesk desk) {
        List<String> working =
                orders.entrySet().stream()
                        .filter(
                                one ->
                                        one.getValue().status() == OrderStatus.ACCEPTED
                                                || one.getValue().status()
                                                        == OrderStatus.PARTIALLY_FILLED)
                        .map(Map.Entry::getKey)
                        .toList();
        if (working.isEmpty()) {
            return;
        }
        String id = working.get(chance.nextInt(working.size()));
        BrokerOrder order = orders.get(id);
        if (order == null) {
            return;
        }
        BigDecimal held = positions.getOrDefault(order.symbol(), BigDecimal.ZERO);
        BigDecimal most = order.quantity().subtract(order.filled());
        if (order.side() == Side.SELL) {
            most = most.min(held);
        }
        if (most.signum() <= 0) {
            return;
        }
        BigDecimal quantity =
                chance.nextBoolean()
                        ? most
                        : BigDecimal.valueOf(1 + chance.nextInt(most.intValue()));
        fill(desk, id, order, quantity, BigDecimal.valueOf(9_950 + chance.nextInt(100), 2));
    }

    private void fill(
            LiveDesk desk, String id, BrokerOrder order, BigDecimal quantity, BigDecimal price) {
        BigDecimal cumulative = order.filled().add(quantity);
        boolean last = cumulative.compareTo(order.quantity()) == 0;
        BrokerOrder filled =
                with(
                        order,
                        last ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED,
                        order.quantity(),
                        cumulative,
                        price);
        put(id, filled);
        boolean buys = order.side() == Side.BUY;
        positions.merge(order.symbol(), buys ? quantity : quantity.negate(), BigDecimal::add);
        BigDecimal worth = price.multiply(quantity);
        cash = buys ? cash.subtract(worth) : cash.add(worth);
        reports.add(
                new BrokerReport(
                        filled,
                        last ? OrderEvent.FINAL_FILL : OrderEvent.PARTIAL_FILL,
                        new BrokerFill("x", quantity, price, cumulative),
                        desk.market,
                        ""));
        follow(desk, id, buys, last);
    }

    private void follow(LiveDesk desk, String id, boolean buys, boolean last) {
        BrokerOrder order = orders.get(id);
        if (order == null || !last) {
            return;
        }
        String root = order.carrierId() == null ? id : order.carrierId();
        for (Map.Entry<String, BrokerOrder> one : List.copyOf(orders.entrySet())) {
            BrokerOrder other = one.getValue();
            boolean twin = one.getKey().equals(root) || root.equals(other.carrierId());
            if (twin && !one.getKey().equals(id) && !other.status().isTerminal()) {
                if (buys) {
                    put(
                            one.getKey(),
                            with(other, OrderStatus.ACCEPTED, other.quantity(), other.filled()));
                } else {
                    end(desk, one.getKey());
                }
            }
        }
    }

    /** Delivers what was reported since, some of it lost, some of it twice. */
    void report(LiveDesk desk) {
        List<BrokerReport> due = List.copyOf(reports);
        reports.clear();
        for (BrokerReport report : due) {
            int times = honest ? 1 : chance.nextInt(3) + (reportsEverything ? 1 : 0);
            for (int i = 0; i < times; i++) {
                desk.reports(report.order(), report.event(), report.fill());
                serve(desk);
            }
        }
    }

    BrokerSnapshot snapshot(LiveDesk desk) {
        List<BrokerPosition> held = new ArrayList<>();
        positions.forEach(
                (symbol, quantity) -> {
                    if (quantity.signum() != 0) {
                        held.add(new BrokerPosition(symbol, quantity, new BigDecimal("100")));
                    }
                });
        return new BrokerSnapshot(desk.market, cash, held, List.copyOf(orders.values()));
    }

    BigDecimal held(String symbol) {
        return positions.getOrDefault(symbol, BigDecimal.ZERO);
    }

    BigDecimal cash() {
        return cash;
    }

    @Nullable BrokerOrder order(String id) {
        return orders.get(id);
    }

    private List<BrokerOrder> group(String id) {
        BrokerOrder first = orders.get(id);
        if (first == null) {
            return List.of();
        }
        List<BrokerOrder> shown = new ArrayList<>(List.of(first));
        for (BrokerOrder order : orders.values()) {
            if (id.equals(order.carrierId())) {
                shown.add(order);
            }
        }
        return shown;
    }

    private void put(String id, BrokerOrder order) {
        orders.put(id, order);
    }

    private static BrokerOrder with(
            BrokerOrder order, OrderStatus status, BigDecimal quantity, BigDecimal filled) {
        return with(order, status, quantity, filled, null);
    }

    private static BrokerOrder with(
            BrokerOrder order,
            OrderStatus status,
            BigDecimal quantity,
            BigDecimal filled,
            @Nullable BigDecimal price) {
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
                averageAfter(order, filled, price),
                order.limitPrice(),
                order.stopPrice(),
                order.submittedAtMillis(),
                order.updatedAtMillis());
    }

    private static @Nullable BigDecimal averageAfter(
            BrokerOrder order, BigDecimal filled, @Nullable BigDecimal price) {
        BigDecimal before = order.averagePrice();
        if (price == null) {
            return before;
        }
        BigDecimal worth =
                (before == null ? BigDecimal.ZERO : before.multiply(order.filled()))
                        .add(price.multiply(filled.subtract(order.filled())));
        return worth.divide(filled, MathContext.DECIMAL64);
    }
}
