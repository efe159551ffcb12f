package io.millrace.connectors.kafka.event;

import io.millrace.avro.ExecutionBlockedEvent;
import io.millrace.avro.LegName;
import io.millrace.avro.OrderTypeName;
import io.millrace.avro.SideName;
import io.millrace.avro.TimeInForceName;
import io.millrace.avro.Topic;
import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.broker.ExecutionGate;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import java.time.Instant;

/** {@code execution.blocked}: an approved order that a gate kept from the broker. */
public final class BlockedCoder implements EventCoder<BlockedOrder, ExecutionBlockedEvent> {

    private static final long serialVersionUID = 1L;

    @Override
    public Topic topic() {
        return Topic.EXECUTION_BLOCKED;
    }

    @Override
    public Class<ExecutionBlockedEvent> event() {
        return ExecutionBlockedEvent.class;
    }

    @Override
    public String key(BlockedOrder record) {
        return record.order().symbol();
    }

    @Override
    public long atMillis(BlockedOrder record) {
        return record.atMillis();
    }

    @Override
    public ExecutionBlockedEvent encode(BlockedOrder record) {
        Order order = record.order();
        Header header =
                Header.of(
                        topic(),
                        new Header.Id(
                                "blocked-" + record.gate(),
                                record.account() + "/" + order.clientOrderId(),
                                order.symbol(),
                                record.atMillis(),
                                0),
                        Header.chain(record.strategy(), order.symbol(), order.submittedAtMillis()));
        ExecutionBlockedEvent event = new ExecutionBlockedEvent();
        event.setEventId(header.eventId());
        event.setCorrelationId(header.correlationId());
        event.setIdempotencyKey(header.idempotencyKey());
        event.setSymbol(order.symbol());
        event.setTs(header.ts());
        event.setSchemaVersion(header.version());
        event.setSource("execution");
        event.setAccount(record.account());
        event.setStrategy(record.strategy());
        event.setClientOrderId(order.clientOrderId());
        event.setParentId(order.parentId());
        event.setSide(SideName.valueOf(order.side().name()));
        event.setLeg(LegName.valueOf(order.leg().name()));
        event.setOrderType(OrderTypeName.valueOf(order.type().name()));
        event.setTimeInForce(TimeInForceName.valueOf(order.timeInForce().name()));
        event.setQuantity(Decimals.wire("quantity", order.quantity()));
        event.setLimitPrice(Decimals.wireOrAbsent("limit_price", order.limitPrice()));
        event.setStopPrice(Decimals.wireOrAbsent("stop_price", order.stopPrice()));
        event.setSubmittedAt(Instant.ofEpochMilli(order.submittedAtMillis()));
        event.setReason(order.reason());
        event.setGate(record.gate().name());
        event.setDetail(record.detail());
        return event;
    }

    @Override
    public BlockedOrder decode(ExecutionBlockedEvent event) {
        Order order =
                new Order(
                        event.getClientOrderId(),
                        event.getParentId(),
                        event.getSymbol(),
                        Side.valueOf(event.getSide().name()),
                        Leg.valueOf(UnusableEvent.required("leg", event.getLeg()).name()),
                        OrderType.valueOf(
                                UnusableEvent.required("order_type", event.getOrderType()).name()),
                        TimeInForce.valueOf(
                                UnusableEvent.required("time_in_force", event.getTimeInForce())
                                        .name()),
                        Decimals.plain(event.getQuantity()),
                        Decimals.plainOrAbsent(event.getLimitPrice()),
                        Decimals.plainOrAbsent(event.getStopPrice()),
                        UnusableEvent.required("submitted_at", event.getSubmittedAt())
                                .toEpochMilli(),
                        event.getReason());
        return new BlockedOrder(
                event.getAccount(),
                event.getStrategy(),
                order,
                UnusableEvent.constant("gate", event.getGate(), ExecutionGate.class),
                event.getDetail(),
                event.getTs().toEpochMilli());
    }
}
