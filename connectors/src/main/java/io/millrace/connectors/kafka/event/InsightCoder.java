package io.millrace.connectors.kafka.event;

import io.millrace.avro.DirectionName;
import io.millrace.avro.InsightEvent;
import io.millrace.avro.Topic;
import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Insight;
import java.time.Instant;

/**
 * {@code alpha.signals}: what one alpha says about one symbol.
 *
 * @param strategy whose chain it belongs to
 */
public record InsightCoder(String strategy) implements EventCoder<Insight, InsightEvent> {

    @Override
    public Topic topic() {
        return Topic.ALPHA_SIGNALS;
    }

    @Override
    public Class<InsightEvent> event() {
        return InsightEvent.class;
    }

    @Override
    public String key(Insight record) {
        return record.symbol();
    }

    @Override
    public long atMillis(Insight record) {
        return record.generatedAtMillis();
    }

    @Override
    public InsightEvent encode(Insight record) {
        String symbol = record.symbol();
        long at = record.generatedAtMillis();
        Header header =
                Header.of(
                        topic(),
                        new Header.Id("insight", strategy + "/" + record.alpha(), symbol, at, 0),
                        Header.chain(strategy, symbol, at));
        InsightEvent event = new InsightEvent();
        event.setEventId(header.eventId());
        event.setCorrelationId(header.correlationId());
        event.setIdempotencyKey(header.idempotencyKey());
        event.setSymbol(symbol);
        event.setTs(header.ts());
        event.setSchemaVersion(header.version());
        event.setSource("signals");
        event.setAlpha(record.alpha().name());
        event.setDirection(DirectionName.valueOf(record.direction().name()));
        event.setGeneratedAt(header.ts());
        event.setClosesAt(Instant.ofEpochMilli(record.closesAtMillis()));
        return event;
    }

    @Override
    public Insight decode(InsightEvent event) {
        return new Insight(
                UnusableEvent.constant("alpha", event.getAlpha(), AlphaName.class),
                event.getSymbol(),
                event.getGeneratedAt().toEpochMilli(),
                event.getClosesAt().toEpochMilli(),
                Direction.valueOf(event.getDirection().name()));
    }
}
