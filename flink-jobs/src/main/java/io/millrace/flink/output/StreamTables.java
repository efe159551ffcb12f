package io.millrace.flink.output;

import io.millrace.connectors.jdbc.AccountTables;
import io.millrace.connectors.jdbc.DeadLetterTables;
import io.millrace.connectors.jdbc.DecisionTables;
import io.millrace.connectors.jdbc.MarketTables;
import io.millrace.connectors.jdbc.PredictionTables;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.Prediction;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.flink.inference.Forecast;
import io.millrace.flink.inference.InferenceStage;
import io.millrace.flink.job.ReplayStreams;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/** The tables of a run: everything that leaves the stages, as idempotent upserts. */
public final class StreamTables {

    private StreamTables() {}

    /**
     * Writes the streams into the tables, which exist.
     *
     * @param source name under which the bars stand beside those of other tapes
     * @param extras names of the configured extra features
     */
    public static void attach(
            ReplayStreams streams, TableTarget target, Source source, List<String> extras) {
        RunScope scope = target.scope();
        target.write(
                streams.market().bars(), MarketTables.bars(source.name(), source.resolution()));
        target.write(
                streams.features()
                        .map(Observation::features)
                        .returns(FeatureVector.class)
                        .name("feature-vectors")
                        .uid("feature-vectors"),
                MarketTables.features(scope, extras));
        target.write(streams.insights(), DecisionTables.insights(scope));
        target.write(streams.decisions(), DecisionTables.decisions(scope));
        target.write(streams.account().risk(), DecisionTables.riskDecisions(scope));
        DataStream<OrderUpdate> orders = streams.account().orders();
        target.write(
                orders.map(OrderUpdate::order)
                        .returns(Order.class)
                        .name("sent-orders")
                        .uid("sent-orders")
                        .setParallelism(1),
                AccountTables.orders(scope));
        target.write(
                orders.map(OrderUpdate::event)
                        .returns(ExecutionEvent.class)
                        .name("order-events")
                        .uid("order-events")
                        .setParallelism(1),
                AccountTables.events(scope));
        target.write(streams.account().fills(), AccountTables.fills(scope));
        target.write(streams.account().positions(), AccountTables.positions(scope));
        target.write(streams.account().equity(), AccountTables.equity(scope));
        target.write(streams.market().deadLetters(), DeadLetterTables.rows(scope));
        InferenceStage.Streams inference = streams.inference();
        if (inference != null) {
            target.write(heard(inference.forecasts()), PredictionTables.predictions(scope));
        }
    }

    /** What the ensemble heard; what a shadow said stands in the run's file. */
    private static DataStream<PredictionTables.Row> heard(DataStream<Forecast> forecasts) {
        return forecasts
                .flatMap(
                        (Forecast forecast, Collector<PredictionTables.Row> out) -> {
                            Prediction said = forecast.prediction();
                            if (forecast.used() && said != null) {
                                for (Prediction.Horizon horizon : said.horizons()) {
                                    out.collect(new PredictionTables.Row(said, horizon));
                                }
                            }
                        })
                .returns(PredictionTables.Row.class)
                .name("prediction-rows")
                .uid("prediction-rows");
    }

    /** What the bars of a run are called, and how long they are. */
    public record Source(String name, Resolution resolution) {}
}
