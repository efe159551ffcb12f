package io.millrace.connectors.alpaca.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.alpaca.AlpacaActivities;
import io.millrace.connectors.alpaca.AlpacaFill;
import io.millrace.connectors.alpaca.AlpacaHttp;
import io.millrace.connectors.alpaca.AlpacaOrders;
import io.millrace.domain.broker.BrokerFill;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerReport;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what the stream tells and what the broker's books say into one story: every fill once and in
 * order, every end of an order once.
 *
 * <p>The books decide. A fill of the stream is told at once when it is the next of its order; when
 * it is not, the books are read from the last fill that they are known to hold.
 */
final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    /** Where reports go, each with the position behind it. */
    interface Teller {

        void tell(BrokerReport report) throws InterruptedException;

        /** Everything up to this activity was told. */
        void reached(String activityId) throws InterruptedException;
    }

    /** Of the finest price at which anything trades; only an average has more. */
    private static final int EXECUTION_DECIMALS = 9;

    private final AlpacaHttp http;
    private final long sinceMillis;
    private final Teller teller;
    private final OrderBook book;
    private final FillSequencer fills = new FillSequencer();
    private final Map<String, OrderStatus> statuses = new HashMap<>();

    /** Orders that this session did not see from their beginning. */
    private final Set<String> older = new HashSet<>();

    private @Nullable String position;
    private boolean begun;

    Ledger(AlpacaHttp http, @Nullable String position, long sinceMillis, Teller teller) {
        this.http = http;
        this.position = position;
        this.sinceMillis = sinceMillis;
        this.teller = teller;
        book = new OrderBook(http);
    }

    /**
     * Takes one update of the stream.
     *
     * @return whether it was told, or was known; otherwise the books do not hold it yet, and are to
     *     be read again soon
     */
    boolean take(JsonNode data) throws IOException, InterruptedException {
        JsonNode document = data.path("order");
        String event = data.path("event").asText();
        if (event.equals("fill") || event.equals("partial_fill")) {
            return takeFill(data, book.read(document));
        }
        if (event.equals("replaced")) {
            BrokerOrder order =
                    AlpacaOrders.isReplaced(document)
                            ? book.replacementOf(document)
                            : book.read(document);
            tell(new BrokerReport(order, OrderEvent.BROKER_REPLACED, null, millis(data), ""));
            return true;
        }
        BrokerOrder order = book.read(document);
        if (!AlpacaOrders.isReplaced(document)) {
            tellStatus(order, millis(data));
        }
        return true;
    }

    /**
     * Tells everything that a snapshot contains and nothing that it does not.
     *
     * @return whether the snapshot may be told now
     */
    boolean settle(BrokerSnapshot snapshot) throws IOException, InterruptedException {
        Map<String, BrokerOrder> orders = new HashMap<>();
        for (BrokerOrder order : snapshot.orders()) {
            orders.put(order.brokerId(), order);
            book.put(order);
            if (!begun && fills.toldOf(order.brokerId()) == null) {
                older.add(order.brokerId());
            }
        }
        begun = true;
        readBooks(orders, snapshot.atMillis());
        for (BrokerOrder order : snapshot.orders()) {
            BigDecimal told = fills.toldOf(order.brokerId());
            boolean unknown = told == null && older.contains(order.brokerId());
            BigDecimal known = told == null ? BigDecimal.ZERO : told;
            if (!unknown && order.filled().compareTo(known) > 0) {
                LOG.warn("the books do not hold the last fill of order {} yet", order.brokerId());
                return false;
            }
            tellStatus(order, order.updatedAtMillis());
        }
        return true;
    }

    private boolean takeFill(JsonNode data, BrokerOrder order)
            throws IOException, InterruptedException {
        BigDecimal cumulative = order.filled();
        BigDecimal quantity = new BigDecimal(data.path("qty").asText("0"));
        BigDecimal price = new BigDecimal(data.path("price").asText("0"));
        FillSequencer.Place place =
                quantity.signum() <= 0
                        ? FillSequencer.Place.EARLY
                        : fills.place(
                                order.clientOrderId(), order.brokerId(), quantity, cumulative);
        if (place == FillSequencer.Place.NEXT && isRoundedAverage(price)) {
            place = FillSequencer.Place.EARLY;
        }
        switch (place) {
            case NEXT ->
                    tellFill(
                            order,
                            data.path("execution_id").asText(),
                            quantity,
                            price,
                            cumulative,
                            millis(data));
            case EARLY -> readBooks(null, Long.MAX_VALUE);
            case REPEATED -> {
                return true;
            }
        }
        BigDecimal told = fills.toldOf(order.brokerId());
        return told != null && told.compareTo(cumulative) >= 0;
    }

    /**
     * Whether several executions were told as one at a price that quantity times price does not
     * lead back from; the books have each of them. An average that was not rounded does no harm.
     */
    private static boolean isRoundedAverage(BigDecimal price) {
        return price.stripTrailingZeros().scale() > EXECUTION_DECIMALS;
    }

    /**
     * Tells what the books hold and this session has not told.
     *
     * @param orders a snapshot's, beyond which nothing is told; absent without a snapshot
     */
    private void readBooks(@Nullable Map<String, BrokerOrder> orders, long untilMillis)
            throws IOException, InterruptedException {
        for (AlpacaFill row : AlpacaActivities.fillsAfter(http, position, sinceMillis)) {
            if (orders != null && !isWithin(row, orders.get(row.orderId()), untilMillis)) {
                return;
            }
            BrokerOrder order = book.get(row.orderId());
            FillSequencer.Place place =
                    fills.place(
                            order.clientOrderId(), row.orderId(), row.quantity(), row.cumulative());
            if (place != FillSequencer.Place.REPEATED) {
                tellFill(
                        order,
                        row.id(),
                        row.quantity(),
                        row.price(),
                        row.cumulative(),
                        row.atMillis());
            }
            position = row.id();
            teller.reached(row.id());
        }
    }

    private static boolean isWithin(AlpacaFill row, @Nullable BrokerOrder order, long untilMillis) {
        return order == null
                ? row.atMillis() <= untilMillis
                : row.cumulative().compareTo(order.filled()) <= 0;
    }

    private void tellFill(
            BrokerOrder order,
            String executionId,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal cumulative,
            long atMillis)
            throws InterruptedException {
        BigDecimal filled =
                fills.tell(order.clientOrderId(), order.brokerId(), quantity, cumulative);
        boolean last = cumulative.compareTo(order.quantity()) >= 0;
        OrderStatus status = last ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        tell(
                new BrokerReport(
                        withFilled(order, filled, status),
                        last ? OrderEvent.FINAL_FILL : OrderEvent.PARTIAL_FILL,
                        new BrokerFill(executionId, quantity, price, filled),
                        atMillis,
                        ""));
    }

    /** An end is told once; what comes late of an order that has ended is known. */
    private void tellStatus(BrokerOrder order, long atMillis) throws InterruptedException {
        OrderStatus before = statuses.get(order.brokerId());
        OrderEvent event = eventOf(order.status());
        boolean old = before != null && (before.isTerminal() || before == order.status());
        if (event != null && !old) {
            tell(new BrokerReport(order, event, null, atMillis, ""));
        }
    }

    private void tell(BrokerReport report) throws InterruptedException {
        statuses.put(report.order().brokerId(), report.order().status());
        teller.tell(report);
    }

    private static @Nullable OrderEvent eventOf(OrderStatus status) {
        return switch (status) {
            case ACCEPTED -> OrderEvent.BROKER_ACCEPTED;
            case HELD -> OrderEvent.BROKER_HELD;
            case CANCELED -> OrderEvent.BROKER_CANCELED;
            case EXPIRED -> OrderEvent.BROKER_EXPIRED;
            case REJECTED -> OrderEvent.BROKER_REJECTED;
            // fills tell these
            case PARTIALLY_FILLED, FILLED -> null;
            case APPROVED, SUBMITTED, UNKNOWN -> null;
        };
    }

    private static BrokerOrder withFilled(
            BrokerOrder order, BigDecimal filled, OrderStatus status) {
        return new BrokerOrder(
                order.brokerId(),
                order.clientOrderId(),
                order.carrierId(),
                order.symbol(),
                order.side(),
                order.type(),
                status,
                order.quantity(),
                filled,
                order.averagePrice(),
                order.limitPrice(),
                order.stopPrice(),
                order.submittedAtMillis(),
                order.updatedAtMillis());
    }

    private static long millis(JsonNode data) throws IOException {
        String text = data.path("timestamp").asText(data.path("at").asText());
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new IOException("timestamp: " + text + " (expected: an instant)", e);
        }
    }
}
