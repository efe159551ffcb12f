package io.millrace.connectors.kafka.event;

import io.millrace.avro.ExecutionReportEvent;
import io.millrace.avro.FillValue;
import io.millrace.avro.LegName;
import io.millrace.avro.OrderEventName;
import io.millrace.avro.OrderStatusName;
import io.millrace.avro.OrderTypeName;
import io.millrace.avro.SideName;
import io.millrace.avro.TimeInForceName;
import io.millrace.avro.Topic;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code execution.completed}: a step in the life of an order.
 *
 * @param strategy that decided
 */
public record OrderCoder(String strategy) implements EventCoder<OrderUpdate, ExecutionReportEvent> {

    @Override
    public Topic topic() {
        return Topic.EXECUTION_COMPLETED;
    }

    @Override
    public Class<ExecutionReportEvent> event() {
        return ExecutionReportEvent.class;
    }

    @Override
    public String key(OrderUpdate record) {
        return record.order().symbol();
    }

    @Override
    public long atMillis(OrderUpdate record) {
        return record.event().atMillis();
    }

    @Override
    public ExecutionReportEvent encode(OrderUpdate record) {
        Order order = record.order();
        ExecutionEvent happened = record.event();
        Header header = header(record);
        ExecutionReportEvent event = new ExecutionReportEvent();
        event.setEventId(header.eventId());
        event.setCorrelationId(header.correlationId());
        event.setIdempotencyKey(header.idempotencyKey());
        event.setSymbol(order.symbol());
        event.setTs(header.ts());
        event.setSchemaVersion(header.version());
        event.setSource("account");
        event.setAccount(record.account());
        event.setStrategy(strategy);
        event.setClientOrderId(order.clientOrderId());
        event.setParentId(order.parentId());
        event.setLeg(LegName.valueOf(order.leg().name()));
        event.setSide(SideName.valueOf(order.side().name()));
        event.setOrderType(OrderTypeName.valueOf(order.type().name()));
        event.setTimeInForce(TimeInForceName.valueOf(order.timeInForce().name()));
        event.setQuantity(Decimals.wire("quantity", order.quantity()));
        event.setLimitPrice(Decimals.wireOrAbsent("limit_price", order.limitPrice()));
        event.setStopPrice(Decimals.wireOrAbsent("stop_price", order.stopPrice()));
        event.setSubmittedAt(Instant.ofEpochMilli(order.submittedAtMillis()));
        event.setReason(order.reason());
        event.setEvent(OrderEventName.valueOf(happened.event().name()));
        event.setStatus(OrderStatusName.valueOf(record.status().name()));
        event.setFill(wire(happened.fill()));
        event.setNote(happened.note());
        return event;
    }

    @Override
    public OrderUpdate decode(ExecutionReportEvent event) {
        Order order =
                new Order(
                        event.getClientOrderId(),
                        event.getParentId(),
                        event.getSymbol(),
                        Side.valueOf(event.getSide().name()),
                        Leg.valueOf(event.getLeg().name()),
                        OrderType.valueOf(event.getOrderType().name()),
                        TimeInForce.valueOf(event.getTimeInForce().name()),
                        Decimals.plain(event.getQuantity()),
                        Decimals.plainOrAbsent(event.getLimitPrice()),
                        Decimals.plainOrAbsent(event.getStopPrice()),
                        UnusableEvent.required("submitted_at", event.getSubmittedAt())
                                .toEpochMilli(),
                        event.getReason());
        return new OrderUpdate(
                event.getAccount(),
                order,
                OrderStatus.valueOf(event.getStatus().name()),
                new ExecutionEvent(
                        order.clientOrderId(),
                        OrderEvent.valueOf(event.getEvent().name()),
                        event.getTs().toEpochMilli(),
                        plain(order, event.getFill()),
                        event.getNote()));
    }

    /** The fills of an order are counted; anything else happens to it once at an instant. */
    private Header header(OrderUpdate record) {
        Fill fill = record.event().fill();
        return Header.of(
                topic(),
                new Header.Id(
                        "order-" + record.event().event(),
                        record.account() + "/" + record.order().clientOrderId(),
                        record.order().symbol(),
                        record.event().atMillis(),
                        fill == null ? 0 : fill.sequence()),
                Header.chain(
                        strategy, record.order().symbol(), record.order().submittedAtMillis()));
    }

    private static @Nullable FillValue wire(@Nullable Fill fill) {
        return fill == null
                ? null
                : new FillValue(
                        Decimals.wire("fill.quantity", fill.quantity()),
                        Decimals.wire("fill.price", fill.price()),
                        Decimals.wire("fill.fee", fill.fee()),
                        Decimals.wire("fill.expected_price", fill.expectedPrice()),
                        Instant.ofEpochMilli(fill.atMillis()),
                        fill.sequence());
    }

    private static @Nullable Fill plain(Order order, @Nullable FillValue fill) {
        return fill == null
                ? null
                : new Fill(
                        order.clientOrderId(),
                        order.symbol(),
                        order.side(),
                        Decimals.plain(fill.getQuantity()),
                        Decimals.plain(fill.getPrice()),
                        Decimals.plain(fill.getFee()),
                        Decimals.plain(fill.getExpectedPrice()),
                        fill.getAt().toEpochMilli(),
                        fill.getSequence());
    }
}
