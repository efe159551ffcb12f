package io.millrace.flink.archive;

import io.millrace.connectors.jdbc.AccountTables;
import io.millrace.connectors.jdbc.AuditTables;
import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.DeadLetterTables;
import io.millrace.connectors.jdbc.DecisionTables;
import io.millrace.connectors.jdbc.MarketTables;
import io.millrace.connectors.jdbc.PredictedQuantiles;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.connectors.jdbc.Table;
import io.millrace.connectors.jdbc.UpsertSink;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.audit.AuditLink;
import io.millrace.domain.audit.FailedMessage;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.Prediction;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.risk.RiskDecision;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/**
 * Brings the records of every topic into their tables: in batches, as upserts by the key that names
 * the cause, so that a record may come late or any number of times.
 *
 * <p>A database that is away holds the stream up: the writers wait and try again, then the job
 * starts again from its last checkpoint, as often as its restart strategy lets it. Nothing is lost,
 * because a checkpoint is only taken once everything before it is written.
 */
public final class ArchiveStage {

    private final DatabaseAddress address;
    private final RunScope scope;
    private final BatchOptions batches;

    private ArchiveStage(DatabaseAddress address, RunScope scope, BatchOptions batches) {
        this.address = address;
        this.scope = scope;
        this.batches = batches;
    }

    /** An archive in the database, whose tables exist. */
    public static ArchiveStage into(DatabaseAddress address, RunScope scope, BatchOptions batches) {
        return new ArchiveStage(address, scope, batches);
    }

    /**
     * Archives bars.
     *
     * @param source name under which they stand beside those of other feeds
     */
    public ArchiveStage bars(
            String topic, DataStream<Bar> bars, String source, Resolution resolution) {
        return archive(topic, bars, MarketTables.bars(source, resolution));
    }

    /**
     * Archives feature vectors.
     *
     * @param extras names of the configured extra features, in the order of their places
     */
    public ArchiveStage features(
            String topic, DataStream<FeatureVector> vectors, List<String> extras) {
        return archive(topic, vectors, MarketTables.features(scope, extras));
    }

    public ArchiveStage predictions(String topic, DataStream<Prediction> predictions) {
        FlatMapFunction<Prediction, PredictedQuantiles> rows =
                (prediction, out) ->
                        prediction.horizons().stream()
                                .map(horizon -> PredictedQuantiles.of(prediction, horizon))
                                .forEach(out::collect);
        return archive(
                topic,
                parts(topic, "horizons", predictions, rows, PredictedQuantiles.class),
                MarketTables.predictions(scope));
    }

    public ArchiveStage insights(String topic, DataStream<Insight> insights) {
        return archive(topic, insights, DecisionTables.insights(scope));
    }

    public ArchiveStage decisions(String topic, DataStream<Decision> decisions) {
        return archive(topic, decisions, DecisionTables.decisions(scope));
    }

    /** Archives what risk said; approvals and rejections come on topics of their own. */
    public ArchiveStage verdicts(String topic, DataStream<RiskDecision> verdicts) {
        return archive(topic, verdicts, DecisionTables.riskDecisions(scope));
    }

    /** Archives orders, their events, and the fills among these. */
    public ArchiveStage orders(String topic, DataStream<OrderUpdate> updates) {
        MapFunction<OrderUpdate, Order> order = OrderUpdate::order;
        MapFunction<OrderUpdate, ExecutionEvent> event = OrderUpdate::event;
        FlatMapFunction<OrderUpdate, Fill> fill = ArchiveStage::fill;
        archive(
                topic,
                parts(topic, "orders", updates, each(order), Order.class),
                AccountTables.orders(scope));
        archive(
                topic,
                parts(topic, "events", updates, each(event), ExecutionEvent.class),
                AccountTables.events(scope));
        return archive(
                topic,
                parts(topic, "fills", updates, fill, Fill.class),
                AccountTables.fills(scope));
    }

    public ArchiveStage positions(String topic, DataStream<AccountPosition> positions) {
        return archive(topic, positions, AccountTables.positions(scope));
    }

    public ArchiveStage equity(String topic, DataStream<EquityPoint> points) {
        return archive(topic, points, AccountTables.equity(scope));
    }

    public ArchiveStage audit(String topic, DataStream<AuditLink> links) {
        return archive(topic, links, AuditTables.links(scope));
    }

    public ArchiveStage failures(String topic, DataStream<FailedMessage> failures) {
        return archive(topic, failures, DeadLetterTables.messages(scope));
    }

    private <T> ArchiveStage archive(String topic, DataStream<T> records, Table<T> table) {
        String name = "archive-" + topic + "-" + table.name();
        records.sinkTo(UpsertSink.into(table, address, batches))
                .name(name)
                .uid(name)
                .setParallelism(records.getParallelism());
        return this;
    }

    private static <T, P> DataStream<P> parts(
            String topic,
            String what,
            DataStream<T> records,
            FlatMapFunction<T, P> split,
            Class<P> type) {
        String name = topic + "-" + what;
        return records.flatMap(split)
                .returns(type)
                .name(name)
                .uid(name)
                .setParallelism(records.getParallelism());
    }

    private static <T, P> FlatMapFunction<T, P> each(MapFunction<T, P> part) {
        return (record, out) -> out.collect(part.map(record));
    }

    private static void fill(OrderUpdate update, Collector<Fill> out) {
        Fill fill = update.event().fill();
        if (fill != null) {
            out.collect(fill);
        }
    }
}
