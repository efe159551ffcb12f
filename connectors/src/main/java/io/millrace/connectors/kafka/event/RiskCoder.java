package io.millrace.connectors.kafka.event;

import io.millrace.avro.RiskEvent;
import io.millrace.avro.RuleReadingValue;
import io.millrace.avro.SettingValue;
import io.millrace.avro.SideName;
import io.millrace.avro.Topic;
import io.millrace.avro.TradingStateName;
import io.millrace.domain.audit.EventIds;
import io.millrace.domain.order.Side;
import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RuleReading;
import io.millrace.domain.risk.TradingState;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * {@code risk.approved} or {@code risk.rejected}: the verdict on one decision.
 *
 * @param topic which of the two
 * @param limits the limits in force, by their keys
 */
public record RiskCoder(Topic topic, Map<String, String> limits)
        implements EventCoder<RiskVerdict, RiskEvent> {

    public RiskCoder {
        limits = new TreeMap<>(limits);
    }

    @Override
    public Class<RiskEvent> event() {
        return RiskEvent.class;
    }

    @Override
    public String key(RiskVerdict record) {
        return record.risk().symbol();
    }

    @Override
    public long atMillis(RiskVerdict record) {
        return record.risk().atMillis();
    }

    @Override
    public RiskEvent encode(RiskVerdict record) {
        RiskDecision risk = record.risk();
        UUID id = risk.id();
        RiskEvent event = new RiskEvent();
        event.setEventId(id);
        event.setCorrelationId(risk.correlationId());
        event.setIdempotencyKey(topic.label() + "/" + id);
        event.setSymbol(risk.symbol());
        event.setTs(Instant.ofEpochMilli(risk.atMillis()));
        event.setSchemaVersion(topic.schemaVersion());
        event.setSource("account");
        event.setDecisionId(
                EventIds.of("decision", risk.strategy(), risk.symbol(), risk.atMillis(), 0));
        event.setAccount(risk.account());
        event.setStrategy(risk.strategy());
        event.setSide(SideName.valueOf(record.side().name()));
        event.setApproved(risk.approved());
        event.setRequestedQuantity(Decimals.wire("requested_quantity", risk.requestedQuantity()));
        event.setQuantity(Decimals.wire("quantity", risk.quantity()));
        event.setReadings(risk.readings().stream().map(RiskCoder::wire).toList());
        event.setBindingRule(risk.binding().map(one -> one.rule().name()).orElse(null));
        event.setLimits(
                limits.entrySet().stream()
                        .map(one -> new SettingValue(one.getKey(), one.getValue()))
                        .toList());
        event.setState(TradingStateName.valueOf(risk.state().name()));
        return event;
    }

    @Override
    public RiskVerdict decode(RiskEvent event) {
        return new RiskVerdict(
                new RiskDecision(
                        event.getAccount(),
                        event.getStrategy(),
                        event.getSymbol(),
                        event.getTs().toEpochMilli(),
                        event.getApproved(),
                        Decimals.plain(event.getRequestedQuantity()),
                        Decimals.plain(event.getQuantity()),
                        event.getReadings().stream().map(RiskCoder::plain).toList(),
                        TradingState.valueOf(event.getState().name())),
                Side.valueOf(event.getSide().name()));
    }

    private static RuleReadingValue wire(RuleReading reading) {
        return new RuleReadingValue(
                reading.rule().name(), reading.actual(), reading.limit(), reading.breached());
    }

    private static RuleReading plain(RuleReadingValue reading) {
        return new RuleReading(
                UnusableEvent.constant("readings.rule", reading.getRule(), DenialCode.class),
                reading.getActual(),
                reading.getLimit(),
                reading.getBreached());
    }
}
