package io.millrace.connectors.kafka.event;

import io.millrace.avro.HorizonValue;
import io.millrace.avro.PredictionEvent;
import io.millrace.avro.Topic;
import io.millrace.domain.model.Prediction;

/**
 * {@code predictions.tft}: what a model expects of one symbol.
 *
 * @param strategy whose chain it belongs to
 */
public record PredictionCoder(String strategy) implements EventCoder<Prediction, PredictionEvent> {

    @Override
    public Topic topic() {
        return Topic.PREDICTIONS_TFT;
    }

    @Override
    public Class<PredictionEvent> event() {
        return PredictionEvent.class;
    }

    @Override
    public String key(Prediction record) {
        return record.symbol();
    }

    @Override
    public long atMillis(Prediction record) {
        return record.atMillis();
    }

    @Override
    public PredictionEvent encode(Prediction record) {
        String symbol = record.symbol();
        long at = record.atMillis();
        Header header =
                Header.of(
                        topic(),
                        new Header.Id("prediction", record.modelSha256(), symbol, at, 0),
                        Header.chain(strategy, symbol, at));
        PredictionEvent event = new PredictionEvent();
        event.setEventId(header.eventId());
        event.setCorrelationId(header.correlationId());
        event.setIdempotencyKey(header.idempotencyKey());
        event.setSymbol(symbol);
        event.setTs(header.ts());
        event.setSchemaVersion(header.version());
        event.setSource("inference");
        event.setModelVersion(record.modelVersion());
        event.setModelSha256(record.modelSha256());
        event.setHorizons(
                record.horizons().stream()
                        .map(one -> new HorizonValue(one.bars(), one.q10(), one.q50(), one.q90()))
                        .toList());
        return event;
    }

    @Override
    public Prediction decode(PredictionEvent event) {
        return new Prediction(
                event.getSymbol(),
                event.getTs().toEpochMilli(),
                event.getHorizons().stream()
                        .map(
                                one ->
                                        new Prediction.Horizon(
                                                one.getBars(),
                                                one.getQ10(),
                                                one.getQ50(),
                                                one.getQ90()))
                        .toList(),
                event.getModelVersion(),
                event.getModelSha256());
    }
}
