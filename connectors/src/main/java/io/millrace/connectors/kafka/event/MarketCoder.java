package io.millrace.connectors.kafka.event;

import io.millrace.avro.MarketKind;
import io.millrace.avro.MarketRawEvent;
import io.millrace.avro.Topic;
import io.millrace.avro.TradeValue;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Trade;
import java.time.Instant;

/** {@code market.raw}: bars and trades that a source could read. */
public final class MarketCoder implements EventCoder<MarketEvent, MarketRawEvent> {

    private static final long serialVersionUID = 1L;

    @Override
    public Topic topic() {
        return Topic.MARKET_RAW;
    }

    @Override
    public Class<MarketRawEvent> event() {
        return MarketRawEvent.class;
    }

    @Override
    public String key(MarketEvent record) {
        return record.symbol();
    }

    /** When it became known: the end of a bar, the time of a trade. */
    @Override
    public long atMillis(MarketEvent record) {
        Bar bar = record.bar();
        return bar != null ? bar.endMillis() : record.requireTrade().atMillis();
    }

    @Override
    public MarketRawEvent encode(MarketEvent record) {
        Bar bar = record.bar();
        String kind = bar != null ? "bar" : "trade";
        Header header =
                Header.of(
                        topic(),
                        new Header.Id(
                                kind,
                                record.source(),
                                record.symbol(),
                                atMillis(record),
                                record.position()));
        MarketRawEvent event = new MarketRawEvent();
        event.setEventId(header.eventId());
        event.setCorrelationId(header.correlationId());
        event.setIdempotencyKey(header.idempotencyKey());
        event.setSymbol(record.symbol());
        event.setTs(header.ts());
        event.setSchemaVersion(header.version());
        event.setSource(record.source());
        event.setKnownAt(header.ts());
        event.setPosition(record.position());
        if (bar != null) {
            event.setKind(MarketKind.BAR);
            event.setBar(Bars.wire(bar));
        } else {
            Trade trade = record.requireTrade();
            event.setKind(MarketKind.TRADE);
            event.setTrade(new TradeValue(trade.price(), trade.size(), trade.sequence()));
        }
        return event;
    }

    @Override
    public MarketEvent decode(MarketRawEvent event) {
        String symbol = event.getSymbol();
        return switch (event.getKind()) {
            case BAR ->
                    MarketEvent.of(
                            event.getSource(),
                            event.getPosition(),
                            Bars.plain(symbol, present(event, "bar", event.getBar())));
            case TRADE -> {
                TradeValue trade = present(event, "trade", event.getTrade());
                yield new MarketEvent(
                        event.getSource(),
                        event.getPosition(),
                        null,
                        trade(symbol, event.getTs(), trade),
                        null);
            }
            case QUOTE, CORRECTION ->
                    throw new UnusableEvent("kind", event.getKind(), "BAR or TRADE");
        };
    }

    private static Trade trade(String symbol, Instant at, TradeValue trade) {
        return new Trade(
                symbol, at.toEpochMilli(), trade.getPrice(), trade.getSize(), trade.getSequence());
    }

    private static <V> V present(MarketRawEvent event, String field, V value) {
        if (value == null) {
            throw new UnusableEvent(field, "absent", "present for kind " + event.getKind());
        }
        return value;
    }
}
