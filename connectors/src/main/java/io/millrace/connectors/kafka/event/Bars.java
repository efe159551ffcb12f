package io.millrace.connectors.kafka.event;

import io.millrace.avro.BarValue;
import io.millrace.domain.market.Bar;
import java.time.Instant;

/** A bar as a part of events. */
final class Bars {

    private Bars() {}

    static BarValue wire(Bar bar) {
        return new BarValue(
                Instant.ofEpochMilli(bar.startMillis()),
                Instant.ofEpochMilli(bar.endMillis()),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume());
    }

    static Bar plain(String symbol, BarValue bar) {
        return new Bar(
                symbol,
                bar.getStart().toEpochMilli(),
                bar.getEnd().toEpochMilli(),
                bar.getOpen(),
                bar.getHigh(),
                bar.getLow(),
                bar.getClose(),
                bar.getVolume());
    }
}
