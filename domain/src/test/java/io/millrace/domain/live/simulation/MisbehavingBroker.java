package io.millrace.domain.live.simulation;

import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerAnswer.Outcome;
import io.millrace.domain.broker.BrokerFill;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerPosition;
import io.millrace.domain.broker.BrokerReport;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.broker.OrderAddress;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.venue.SimulatedVenue;
import io.millrace.domain.venue.VenueBook;
import io.millrace.domain.venue.VenueSettings;
import io.millrace.domain.venue.VenueStep;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The broker of a simulation: what happens here is what happened, whoever hears of it. */
final class MisbehavingBroker {

    /** What the broker has of one order. */
    private static final class Entry {

        private final Order order;
        private final String brokerId;
        private final String shownId;
        private final @Nullable String carrierId;
        private OrderStatus status = OrderStatus.ACCEPTED;
        private BigDecimal quantity;
        private BigDecimal filled = BigDecimal.ZERO;
        private BigDecimal notional = BigDecimal.ZERO;
        private long changedMillis;

        private Entry(Order order, String brokerId, @Nullable String carrierId, long atMillis) {
            this.order = order;
            this.brokerId = brokerId;
            this.carrierId = carrierId;
            this.shownId = carrierId == null ? order.clientOrderId() : "leg-" + brokerId;
            this.quantity = order.quantity();
            this.changedMillis = atMillis;
        }

        private BrokerOrder shown() {
            return new BrokerOrder(
                    brokerId,
                    shownId,
                    carrierId,
                    order.symbol(),
                    order.side(),
                    order.type(),
                    status,
                    quantity.signum() == 0 ? order.quantity() : quantity,
                    filled,
                    filled.signum() == 0 ? null : notional.divide(filled, MathContext.DECIMAL64),
                    order.limitPrice(),
                    order.stopPrice(),
                    order.submittedAtMillis(),
                    changedMillis);
        }
    }

    private final SimulatedVenue venue;
    private final Map<String, Entry> orders = new LinkedHashMap<>();
    private final Map<String, BigDecimal> positions = new TreeMap<>();
    private final List<BrokerReport> history = new ArrayList<>();
    private final List<String> repeatedPosts = new ArrayList<>();
    private VenueBook book = VenueBook.empty();
    private BigDecimal cash;
    private long nowMillis;

    MisbehavingBroker(BigDecimal cash, Map<String, Object> settings) {
        this.cash = cash;
        this.venue =
                new SimulatedVenue(
                        VenueSettings.from(new Settings(settings)), Market.XNYS.calendar());
    }

    /** Everything that happened, in order. */
    List<BrokerReport> history() {
        return history;
    }

    /** Names that were posted although the broker had them and nobody had looked first. */
    List<String> repeatedPosts() {
        return repeatedPosts;
    }

    List<Order> orders() {
        return orders.values().stream().map(entry -> entry.order).toList();
    }

    boolean isOpen(String clientOrderId) {
        return Objects.requireNonNull(orders.get(clientOrderId)).status.isTerminal() == false;
    }

    BigDecimal cash() {
        return cash;
    }

    BigDecimal positionOf(String symbol) {
        return positions.getOrDefault(symbol, BigDecimal.ZERO);
    }

    void onBar(Bar bar) {
        nowMillis = Math.max(nowMillis, bar.endMillis());
        took(venue.onBar(book, bar));
    }

    BrokerSnapshot snapshot() {
        List<BrokerPosition> held = new ArrayList<>();
        positions.forEach(
                (symbol, quantity) -> {
                    if (quantity.signum() != 0) {
                        held.add(new BrokerPosition(symbol, quantity, BigDecimal.TEN));
                    }
                });
        return new BrokerSnapshot(
                nowMillis,
                cash,
                held,
                orders.values().stream()
                        .filter(
                                entry ->
                                        !entry.status.isTerminal()
                                                || entry.changedMillis > nowMillis - 86_400_000L)
                        .map(Entry::shown)
                        .toList());
    }

    BrokerAnswer execute(BrokerRequest asked) {
        OrderRequest request = asked.request();
        return switch (request.kind()) {
            case SUBMIT -> submit(asked);
            case LOOKUP ->
                    find(asked.address())
                            .map(entry -> answer(request, Outcome.FOUND, group(entry), ""))
                            .orElseGet(() -> answer(request, Outcome.NOT_FOUND, List.of(), ""));
            case CANCEL, RESIZE ->
                    find(asked.address())
                            .map(entry -> change(request, entry))
                            .orElseGet(
                                    () ->
                                            answer(
                                                    request,
                                                    Outcome.REFUSED,
                                                    List.of(),
                                                    "order not found"));
        };
    }

    /**
     * Bytes that a process sent before it died; the uniqueness of names is all that stands then.
     */
    void hearsTheDead(BrokerRequest request) {
        execute(new BrokerRequest(request.request(), request.address(), true));
    }

    private BrokerAnswer submit(BrokerRequest asked) {
        OrderRequest request = asked.request();
        String carrier =
                Objects.requireNonNullElse(
                        asked.address().carrierId(), asked.address().clientOrderId());
        Entry known = orders.get(carrier);
        if (known != null) {
            if (!asked.lookFirst()) {
                repeatedPosts.add(carrier);
            }
            return answer(request, Outcome.ADOPTED, group(known), "");
        }
        if (sellsMoreThanThereIs(request.orders().get(0))) {
            return answer(request, Outcome.REFUSED, List.of(), "insufficient qty available");
        }
        for (Order order : request.orders()) {
            boolean leg = !order.clientOrderId().equals(carrier);
            orders.put(
                    order.clientOrderId(),
                    new Entry(order, "b" + orders.size(), leg ? carrier : null, nowMillis));
        }
        VenueStep step = venue.apply(book, stamped(request));
        boolean refused =
                step.events().stream()
                        .anyMatch(event -> event.event() == OrderEvent.BROKER_REJECTED);
        if (refused) {
            request.orders().forEach(order -> orders.remove(order.clientOrderId()));
            return answer(request, Outcome.REFUSED, List.of(), step.events().get(0).note());
        }
        took(step);
        return answer(
                request, Outcome.TAKEN, group(Objects.requireNonNull(orders.get(carrier))), "");
    }

    /**
     * Shares that another sell order holds cannot be sold again; legs of a group hold them once.
     */
    private boolean sellsMoreThanThereIs(Order order) {
        if (order.side() == Side.BUY) {
            return false;
        }
        Map<String, BigDecimal> held = new TreeMap<>();
        for (Entry entry : orders.values()) {
            boolean sells =
                    entry.order.side() == Side.SELL
                            && entry.order.symbol().equals(order.symbol())
                            && !entry.status.isTerminal()
                            && entry.status != OrderStatus.HELD;
            if (sells) {
                String group = Objects.requireNonNullElse(entry.order.parentId(), entry.shownId);
                held.merge(group, entry.quantity.subtract(entry.filled), BigDecimal::max);
            }
        }
        BigDecimal free =
                held.values().stream().reduce(positionOf(order.symbol()), BigDecimal::subtract);
        return order.quantity().compareTo(free) > 0;
    }

    /** The venue fills nothing on bars of before the order reached it. */
    private OrderRequest stamped(OrderRequest request) {
        return OrderRequest.submit(
                request.orders().stream()
                        .map(
                                order ->
                                        new Order(
                                                order.clientOrderId(),
                                                order.parentId(),
                                                order.symbol(),
                                                order.side(),
                                                order.leg(),
                                                order.type(),
                                                order.timeInForce(),
                                                order.quantity(),
                                                order.limitPrice(),
                                                order.stopPrice(),
                                                nowMillis,
                                                order.reason()))
                        .toList());
    }

    private BrokerAnswer change(OrderRequest request, Entry entry) {
        if (entry.status.isTerminal()) {
            return answer(request, Outcome.TAKEN, group(entry), "already ended");
        }
        OrderRequest own =
                new OrderRequest(
                        request.kind(),
                        entry.order.clientOrderId(),
                        List.of(),
                        request.quantity(),
                        nowMillis,
                        request.reason());
        took(venue.apply(book, own));
        return answer(request, Outcome.TAKEN, group(entry), "");
    }

    private Optional<Entry> find(OrderAddress address) {
        String carrier = address.carrierId();
        if (carrier == null) {
            return Optional.ofNullable(orders.get(address.clientOrderId()));
        }
        Entry first = orders.get(carrier);
        if (first != null && carrier.equals(address.clientOrderId())) {
            return Optional.of(first);
        }
        return orders.values().stream()
                .filter(entry -> carrier.equals(entry.carrierId))
                .filter(entry -> entry.order.type() == address.type())
                .findFirst();
    }

    private List<BrokerOrder> group(Entry entry) {
        List<BrokerOrder> group = new ArrayList<>();
        group.add(entry.shown());
        for (Entry other : orders.values()) {
            if (entry.order.clientOrderId().equals(other.carrierId)) {
                group.add(other.shown());
            }
        }
        return group;
    }

    private BrokerAnswer answer(
            OrderRequest request, Outcome outcome, List<BrokerOrder> found, String note) {
        return new BrokerAnswer(
                request.clientOrderId(), request.kind(), outcome, found, null, note, nowMillis);
    }

    private void took(VenueStep step) {
        book = step.book();
        for (ExecutionEvent event : step.events()) {
            Entry entry = orders.get(event.clientOrderId());
            if (entry != null) {
                happened(entry, event);
            }
        }
    }

    private void happened(Entry entry, ExecutionEvent event) {
        entry.changedMillis = event.atMillis();
        book.find(entry.order.clientOrderId()).ifPresent(one -> entry.quantity = one.quantity());
        BrokerFill fill = event.fill() == null ? null : booked(entry, event.fill());
        entry.status =
                switch (event.event()) {
                    case BROKER_HELD -> OrderStatus.HELD;
                    case BROKER_CANCELED -> OrderStatus.CANCELED;
                    case BROKER_EXPIRED -> OrderStatus.EXPIRED;
                    case BROKER_REJECTED -> OrderStatus.REJECTED;
                    case PARTIAL_FILL -> OrderStatus.PARTIALLY_FILLED;
                    case FINAL_FILL -> OrderStatus.FILLED;
                    default ->
                            entry.status == OrderStatus.HELD && entry.quantity.signum() == 0
                                    ? OrderStatus.HELD
                                    : entry.filled.signum() > 0
                                            ? OrderStatus.PARTIALLY_FILLED
                                            : OrderStatus.ACCEPTED;
                };
        history.add(
                new BrokerReport(
                        entry.shown(), event.event(), fill, event.atMillis(), event.note()));
    }

    private BrokerFill booked(Entry entry, Fill fill) {
        entry.filled = entry.filled.add(fill.quantity());
        entry.notional = entry.notional.add(fill.quantity().multiply(fill.price()));
        cash = cash.add(fill.cashFlow());
        positions.merge(fill.symbol(), fill.signedQuantity(), BigDecimal::add);
        return new BrokerFill("x" + history.size(), fill.quantity(), fill.price(), entry.filled);
    }

    /** Whether the order enters; the venue takes any side. */
    static boolean enters(Order order) {
        return order.side() == Side.BUY && order.type() == OrderType.MARKET;
    }
}
