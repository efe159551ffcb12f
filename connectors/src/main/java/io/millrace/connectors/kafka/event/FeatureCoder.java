package io.millrace.connectors.kafka.event;

import io.millrace.avro.FeatureEvent;
import io.millrace.avro.FeatureReading;
import io.millrace.avro.Topic;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code market.engineered}: the features of a symbol at a bar's end, by name.
 *
 * @param strategy whose chain they belong to
 * @param labels names of all features in the order of the vector's places
 */
public record FeatureCoder(String strategy, List<String> labels)
        implements EventCoder<BarFeatures, FeatureEvent> {

    public FeatureCoder {
        labels = List.copyOf(labels);
    }

    @Override
    public Topic topic() {
        return Topic.MARKET_ENGINEERED;
    }

    @Override
    public Class<FeatureEvent> event() {
        return FeatureEvent.class;
    }

    @Override
    public String key(BarFeatures record) {
        return record.bar().symbol();
    }

    @Override
    public long atMillis(BarFeatures record) {
        return record.bar().endMillis();
    }

    @Override
    public FeatureEvent encode(BarFeatures record) {
        String symbol = record.bar().symbol();
        long at = record.bar().endMillis();
        Header header =
                Header.of(
                        topic(),
                        new Header.Id("features", strategy, symbol, at, 0),
                        Header.chain(strategy, symbol, at));
        FeatureEvent event = new FeatureEvent();
        event.setEventId(header.eventId());
        event.setCorrelationId(header.correlationId());
        event.setIdempotencyKey(header.idempotencyKey());
        event.setSymbol(symbol);
        event.setTs(header.ts());
        event.setSchemaVersion(header.version());
        event.setSource("signals");
        event.setBar(Bars.wire(record.bar()));
        event.setFeatures(readings(record.features()));
        return event;
    }

    private List<FeatureReading> readings(FeatureVector features) {
        if (features.values().length != labels.size()) {
            throw new IllegalArgumentException(
                    "features: "
                            + features.values().length
                            + " (expected: one for each of "
                            + labels.size()
                            + " names)");
        }
        List<FeatureReading> readings = new ArrayList<>(labels.size());
        for (int place = 0; place < labels.size(); place++) {
            boolean ready = features.isReady(place);
            readings.add(
                    new FeatureReading(labels.get(place), ready ? features.values()[place] : null));
        }
        return readings;
    }

    @Override
    public BarFeatures decode(FeatureEvent event) {
        Bar bar = Bars.plain(event.getSymbol(), event.getBar());
        double[] values = new double[labels.size()];
        long ready = 0;
        for (FeatureReading reading : event.getFeatures()) {
            int place = labels.indexOf(reading.getName());
            Double value = reading.getValue();
            if (place >= 0 && value != null) {
                values[place] = value;
                ready |= 1L << place;
            }
        }
        return new BarFeatures(
                bar, new FeatureVector(bar.symbol(), event.getTs().toEpochMilli(), values, ready));
    }
}
