package io.millrace.flink.archive;

import io.millrace.connectors.jdbc.AccountTables;
import io.millrace.connectors.jdbc.AuditTables;
import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.DeadLetterTables;
import io.millrace.connectors.jdbc.DecisionTables;
import io.millrace.connectors.jdbc.MarketTables;
import io.millrace.connectors.jdbc.PredictedQuantiles;
import io.millrace.connectors.jdbc.RedditTables;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.connectors.jdbc.Table;
import io.millrace.connectors.jdbc.UpsertSink;
import io.millrace.connectors.kafka.event.AccountStanding;
import io.millrace.connectors.kafka.event.RedditItem;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.audit.AuditLink;
import io.millrace.domain.audit.FailedMessage;
import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.control.ControlWord;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.Prediction;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.risk.RiskDecision;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;

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
    private final boolean goesOn;

    private ArchiveStage(
            DatabaseAddress address, RunScope scope, BatchOptions batches, boolean goesOn) {
        this.address = address;
        this.scope = scope;
        this.batches = batches;
        this.goesOn = goesOn;
    }

    /** An archive in the database, whose tables exist. */
    public static ArchiveStage into(DatabaseAddress address, RunScope scope, BatchOptions batches) {
        return new ArchiveStage(address, scope, batches, false);
    }

    /** The same, where a row that the database will never accept becomes a dead letter. */
    public ArchiveStage goingOn() {
        return new ArchiveStage(address, scope, batches, true);
    }

    /** Archives bars and prints, each under the name of its feed. */
    public ArchiveStage market(String topic, DataStream<MarketEvent> events) {
        archive(
                topic,
                which(topic, "minutes", events, Length.MINUTES),
                MarketTables.bars(Resolution.MINUTE));
        archive(
                topic,
                which(topic, "days", events, Length.DAYS),
                MarketTables.bars(Resolution.DAY));
        return archive(topic, which(topic, "prints", events, Length.PRINTS), MarketTables.trades());
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
        archive(topic, updates, AccountTables.ordersOfUpdates(scope));
        archive(topic, updates, AccountTables.eventsOfUpdates(scope));
        String name = topic + "-fills";
        return archive(
                topic,
                updates.filter(update -> update.event().fill() != null)
                        .name(name)
                        .uid(name)
                        .setParallelism(updates.getParallelism()),
                AccountTables.fillsOfUpdates(scope));
    }

    public ArchiveStage blocked(String topic, DataStream<BlockedOrder> blocked) {
        return archive(topic, blocked, AccountTables.blocked(scope));
    }

    public ArchiveStage commands(String topic, DataStream<ControlWord> commands) {
        return archive(topic, commands, AccountTables.commands(scope));
    }

    /** Archives posts and comments, and which symbols they name. */
    public ArchiveStage posts(String topic, DataStream<RedditItem> items) {
        FlatMapFunction<RedditItem, RedditTables.Mention> mentions =
                (item, out) ->
                        item.mentions().stream()
                                .distinct()
                                .map(symbol -> new RedditTables.Mention(item, symbol))
                                .forEach(out::collect);
        archive(topic, items, RedditTables.posts());
        return archive(
                topic,
                parts(topic, "mentions", items, mentions, RedditTables.Mention.class),
                RedditTables.mentions());
    }

    /** Archives how accounts stood: what they were worth, and what they hold now. */
    public ArchiveStage standings(String topic, DataStream<AccountStanding> standings) {
        MapFunction<AccountStanding, EquityPoint> worth = AccountStanding::worth;
        equity(topic, parts(topic, "worth", standings, each(worth), EquityPoint.class));
        String name = topic + "-positions";
        return positions(
                topic,
                standings
                        .keyBy(standing -> standing.worth().account())
                        .process(new OpenPositions())
                        .name(name)
                        .uid(name));
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
        UpsertSink<T> sink = UpsertSink.into(table, address, batches);
        records.sinkTo(goesOn ? sink.refusingInto(scope, "archive of " + topic) : sink)
                .name(name)
                .uid(name)
                .setParallelism(records.getParallelism());
        return this;
    }

    /** How long what an event tells of took. */
    private enum Length {
        PRINTS,
        MINUTES,
        DAYS;

        private static final long LONGEST_INTRADAY_MILLIS = 3_600_000;

        static Length of(MarketEvent event) {
            Bar bar = event.bar();
            if (bar == null) {
                return PRINTS;
            }
            boolean intraday = bar.endMillis() - bar.startMillis() <= LONGEST_INTRADAY_MILLIS;
            return intraday ? MINUTES : DAYS;
        }
    }

    private static DataStream<MarketEvent> which(
            String topic, String what, DataStream<MarketEvent> events, Length length) {
        String name = topic + "-" + what;
        return events.filter(event -> Length.of(event) == length)
                .name(name)
                .uid(name)
                .setParallelism(events.getParallelism());
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
}
