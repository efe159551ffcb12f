package io.millrace.flink.output;

import io.millrace.connectors.jdbc.AccountTables;
import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.DeadLetterTables;
import io.millrace.connectors.jdbc.DecisionTables;
import io.millrace.connectors.jdbc.MarketTables;
import io.millrace.connectors.jdbc.PredictionTables;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.connectors.jdbc.Table;
import io.millrace.connectors.jdbc.UpsertSink;
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

    private final DatabaseAddress address;
    private final BatchOptions batches;

    private StreamTables(DatabaseAddress address, BatchOptions batches) {
        this.address = address;
        this.batches = batches;
    }

    /**
     * Writes the streams into the tables, which exist.
     *
     * @param source name under which the bars stand beside those of other tapes
     * @param extras names of the configured extra features
     */
    public static void attach(
            ReplayStreams streams,
            DatabaseAddress address,
            RunScope scope,
            Source source,
            BatchOptions batches,
            List<String> extras) {
        StreamTables tables = new StreamTables(address, batches);
        tables.write(
                streams.market().bars(), MarketTables.bars(source.name(), source.resolution()));
        tables.write(
                streams.features()
                        .map(Observation::features)
                        .returns(FeatureVector.class)
                        .name("feature-vectors")
                        .uid("feature-vectors"),
                MarketTables.features(scope, extras));
        tables.write(streams.insights(), DecisionTables.insights(scope));
        tables.write(streams.decisions(), DecisionTables.decisions(scope));
        tables.write(streams.account().risk(), DecisionTables.riskDecisions(scope));
        DataStream<OrderUpdate> orders = streams.account().orders();
        tables.write(
                orders.map(OrderUpdate::order)
                        .returns(Order.class)
                        .name("sent-orders")
                        .uid("sent-orders")
                        .setParallelism(1),
                AccountTables.orders(scope));
        tables.write(
                orders.map(OrderUpdate::event)
                        .returns(ExecutionEvent.class)
                        .name("order-events")
                        .uid("order-events")
                        .setParallelism(1),
                AccountTables.events(scope));
        tables.write(streams.account().fills(), AccountTables.fills(scope));
        tables.write(streams.account().positions(), AccountTables.positions(scope));
        tables.write(streams.account().equity(), AccountTables.equity(scope));
        tables.write(streams.market().deadLetters(), DeadLetterTables.rows(scope));
        InferenceStage.Streams inference = streams.inference();
        if (inference != null) {
            tables.write(heard(inference.forecasts()), PredictionTables.predictions(scope));
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

    private <T> void write(DataStream<T> rows, Table<T> table) {
        String name = "table-" + table.name();
        rows.sinkTo(UpsertSink.into(table, address, batches))
                .name(name)
                .uid(name)
                .setParallelism(rows.getParallelism());
    }
}
