package io.millrace.flink.job;

import io.millrace.avro.Topic;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.TopicStream;
import io.millrace.connectors.kafka.event.AccountCoder;
import io.millrace.connectors.kafka.event.AccountStanding;
import io.millrace.connectors.kafka.event.AuditCoder;
import io.millrace.connectors.kafka.event.BarFeatures;
import io.millrace.connectors.kafka.event.BlockedCoder;
import io.millrace.connectors.kafka.event.ControlWordCoder;
import io.millrace.connectors.kafka.event.DecisionCoder;
import io.millrace.connectors.kafka.event.EventCoder;
import io.millrace.connectors.kafka.event.FailedRecord;
import io.millrace.connectors.kafka.event.FailureCoder;
import io.millrace.connectors.kafka.event.FeatureCoder;
import io.millrace.connectors.kafka.event.InsightCoder;
import io.millrace.connectors.kafka.event.MarketCoder;
import io.millrace.connectors.kafka.event.OrderCoder;
import io.millrace.connectors.kafka.event.PredictionCoder;
import io.millrace.connectors.kafka.event.RedditCoder;
import io.millrace.connectors.kafka.event.RedditItem;
import io.millrace.connectors.kafka.event.RiskCoder;
import io.millrace.connectors.kafka.event.RiskVerdict;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.audit.AuditLink;
import io.millrace.domain.audit.FailedMessage;
import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.control.ControlWord;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.model.Prediction;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.flink.archive.ArchiveStage;
import io.millrace.flink.topic.TopicSource;
import io.millrace.flink.wire.WireTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Every topic into its table. Read {@link #topics} top to bottom: it is the list.
 *
 * <p>It reads in consumer groups of its own, so that it neither moves nor follows those of the jobs
 * that decide. What nobody can read, and what the database will never take, lies among the dead
 * letters at once and does not go round through a topic again.
 */
public final class ArchiveJob {

    /** What the strategy of a coder that only reads is called; no record shows it. */
    private static final String READER = "archive";

    private final StreamExecutionEnvironment env;
    private final TopicOptions topics;
    private final List<DataStream<FailedRecord>> unreadable = new ArrayList<>();

    private ArchiveJob(StreamExecutionEnvironment env, TopicOptions topics) {
        this.env = env;
        KafkaSettings kafka = topics.kafka();
        this.topics =
                new TopicOptions(kafka.inGroup(kafka.group() + "-" + READER), topics.reading());
    }

    /**
     * Wires every topic to its tables.
     *
     * @param database whose tables exist
     */
    public static void topics(
            StreamExecutionEnvironment env,
            TopicOptions topics,
            DatabaseAddress database,
            ArchiveSettings settings) {
        ArchiveJob job = new ArchiveJob(env, topics);
        ArchiveStage.into(database, settings.scope(), settings.batches())
                .goingOn()
                .market(
                        label(Topic.MARKET_RAW),
                        job.read(new MarketCoder(), WireTypes.MARKET_EVENT))
                .features(
                        label(Topic.MARKET_ENGINEERED),
                        job.vectors(settings.extras().labels()),
                        settings.extras().names())
                .predictions(
                        label(Topic.PREDICTIONS_TFT),
                        job.read(new PredictionCoder(READER), of(Prediction.class)))
                .insights(
                        label(Topic.ALPHA_SIGNALS),
                        job.read(new InsightCoder(READER), of(Insight.class)))
                .decisions(
                        label(Topic.SIGNALS_SCORED),
                        job.read(new DecisionCoder(), WireTypes.DECISION))
                .verdicts(label(Topic.RISK_APPROVED), job.verdicts(Topic.RISK_APPROVED))
                .verdicts(label(Topic.RISK_REJECTED), job.verdicts(Topic.RISK_REJECTED))
                .orders(
                        label(Topic.EXECUTION_COMPLETED),
                        job.read(new OrderCoder(READER), of(OrderUpdate.class)))
                .blocked(
                        label(Topic.EXECUTION_BLOCKED),
                        job.read(new BlockedCoder(), of(BlockedOrder.class)))
                .standings(
                        label(Topic.ACCOUNT_STATE),
                        job.read(new AccountCoder(), of(AccountStanding.class)))
                .commands(
                        label(Topic.CONTROL_COMMANDS),
                        job.read(new ControlWordCoder(), of(ControlWord.class)))
                .audit(label(Topic.AUDIT_EVENTS), job.read(new AuditCoder(), of(AuditLink.class)))
                .posts(label(Topic.REDDIT_RAW), job.read(new RedditCoder(), of(RedditItem.class)))
                .failures(label(Topic.DLQ_FAILED), job.letters());
    }

    private static String label(Topic topic) {
        return topic.label();
    }

    private static <T> TypeInformation<T> of(Class<T> type) {
        return TypeInformation.of(type);
    }

    private DataStream<FeatureVector> vectors(List<String> labels) {
        return part(
                label(Topic.MARKET_ENGINEERED) + "-vectors",
                read(new FeatureCoder(READER, labels), of(BarFeatures.class)),
                BarFeatures::features,
                FeatureVector.class);
    }

    private DataStream<RiskDecision> verdicts(Topic topic) {
        return part(
                label(topic) + "-verdicts",
                read(new RiskCoder(topic, Map.of()), of(RiskVerdict.class)),
                RiskVerdict::risk,
                RiskDecision.class);
    }

    /** The failures that jobs gave up, and after all other topics what this one cannot read. */
    private DataStream<FailedMessage> letters() {
        DataStream<FailedRecord> told = read(new FailureCoder(), of(FailedRecord.class));
        for (DataStream<FailedRecord> failed : unreadable) {
            told = told.union(failed);
        }
        return part("letters", told, FailureCoder::letter, FailedMessage.class);
    }

    private <T, E extends SpecificRecordBase> DataStream<T> read(
            EventCoder<T, E> coder, TypeInformation<T> type) {
        TopicSource.Streams<T> read =
                TopicSource.read(
                        env,
                        new TopicStream<>(coder, type, topics.kafka()),
                        type,
                        topics.reading(),
                        Duration.ZERO);
        unreadable.add(read.failed());
        return read.records();
    }

    private static <T, P> DataStream<P> part(
            String name, DataStream<T> records, MapFunction<T, P> part, Class<P> type) {
        return records.map(part)
                .returns(type)
                .name(name)
                .uid(name)
                .setParallelism(records.getParallelism());
    }
}
