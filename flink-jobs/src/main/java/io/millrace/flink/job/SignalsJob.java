package io.millrace.flink.job;

import io.millrace.connectors.inference.ServerConnector;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.PointerTopic;
import io.millrace.connectors.kafka.TopicStream;
import io.millrace.connectors.kafka.event.BarFeatures;
import io.millrace.connectors.kafka.event.DecisionCoder;
import io.millrace.connectors.kafka.event.FailedRecord;
import io.millrace.connectors.kafka.event.FailureCoder;
import io.millrace.connectors.kafka.event.FeatureCoder;
import io.millrace.connectors.kafka.event.InsightCoder;
import io.millrace.connectors.kafka.event.MarketCoder;
import io.millrace.connectors.kafka.event.PointerCoder;
import io.millrace.connectors.kafka.event.PredictionCoder;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelSettings;
import io.millrace.domain.model.Prediction;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.alpha.AlphaStage;
import io.millrace.flink.ensemble.EnsembleStage;
import io.millrace.flink.feature.ExtraFeatures;
import io.millrace.flink.feature.FeatureStage;
import io.millrace.flink.inference.Heard;
import io.millrace.flink.inference.InferenceStage;
import io.millrace.flink.market.MarketStage;
import io.millrace.flink.topic.TopicSinks;
import io.millrace.flink.topic.TopicSource;
import io.millrace.flink.wire.WireTypes;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * {@code market.raw} through features, alphas and the ensemble to {@code signals.scored}. Read
 * {@link #assemble} top to bottom: it is the diagram.
 */
public final class SignalsJob {

    private SignalsJob() {}

    /**
     * Wires topics and stages.
     *
     * @param maxLateness how far a trade may lie behind the newest one; bars come in their order
     */
    public static SignalsStreams assemble(
            StreamExecutionEnvironment env,
            TopicOptions topics,
            TapeForm form,
            Duration maxLateness,
            StrategySettings strategy,
            ExtraFeatures extras) {
        KafkaSettings kafka = topics.kafka();
        TopicSource.Streams<MarketEvent> raw =
                TopicSource.read(
                        env,
                        new TopicStream<>(new MarketCoder(), WireTypes.MARKET_EVENT, kafka),
                        WireTypes.MARKET_EVENT,
                        topics.reading(),
                        form == TapeForm.TRADES ? maxLateness : Duration.ZERO);
        MarketStage.Streams market =
                switch (form) {
                    case BARS -> MarketStage.ofBars(raw.records(), strategy.market());
                    case TRADES ->
                            MarketStage.ofTrades(
                                    raw.records(), strategy.market(), strategy.resolution());
                };
        DataStream<Observation> features =
                FeatureStage.of(market.bars(), strategy.market(), extras);
        AlphaStage.Streams alphas = AlphaStage.of(features, strategy.market(), strategy.alphas());
        Asked asked = asked(env, alphas.observations(), topics, strategy);
        DataStream<Decision> decisions =
                EnsembleStage.of(asked.observations(), strategy.ensemble());
        SignalsStreams streams =
                new SignalsStreams(
                        market, features, alphas.insights(), asked.inference(), decisions);
        write(streams, asked.unreadable(raw.failed()), kafka, strategy, extras);
        return streams;
    }

    /**
     * Observations past the model.
     *
     * @param inference absent where no model is asked
     * @param failed commands that nobody can read; absent where no model is asked
     */
    private record Asked(
            DataStream<Observation> observations,
            InferenceStage.@Nullable Streams inference,
            @Nullable DataStream<FailedRecord> failed) {

        DataStream<FailedRecord> unreadable(DataStream<FailedRecord> others) {
            return failed == null ? others : others.union(failed);
        }
    }

    /**
     * The configured model answers until {@code control.commands} points to another. What was said
     * there before the job starts is known before its first bar; the rest is heard as it comes.
     */
    private static Asked asked(
            StreamExecutionEnvironment env,
            DataStream<Observation> observations,
            TopicOptions topics,
            StrategySettings strategy) {
        if (!strategy.model().isServed()) {
            return new Asked(observations, null, null);
        }
        TypeInformation<ModelPointer> type = TypeInformation.of(ModelPointer.class);
        PointerTopic.Said said = new PointerTopic(topics.kafka()).said();
        ModelSettings model = strategy.model().after(said.pointers());
        TopicSource.Streams<ModelPointer> pointers =
                TopicSource.read(
                        env,
                        new TopicStream<>(new PointerCoder(), type, topics.kafka())
                                .from(said.ends()),
                        type,
                        topics.reading(),
                        Duration.ZERO);
        InferenceStage.Streams inference =
                InferenceStage.of(
                        observations,
                        pointers.records(),
                        new InferenceStage.Manner(
                                strategy.market(), model, ServerConnector.live(model), true));
        return new Asked(inference.observations(), inference, pointers.failed());
    }

    private static void write(
            SignalsStreams streams,
            DataStream<FailedRecord> unreadable,
            KafkaSettings kafka,
            StrategySettings strategy,
            ExtraFeatures extras) {
        String name = strategy.account().strategy();
        TopicSinks.write(
                barFeatures(streams.features()),
                new TopicStream<>(
                        new FeatureCoder(name, extras.labels()),
                        TypeInformation.of(BarFeatures.class),
                        kafka));
        TopicSinks.write(
                streams.insights(),
                new TopicStream<>(
                        new InsightCoder(name), TypeInformation.of(Insight.class), kafka));
        InferenceStage.Streams inference = streams.inference();
        if (inference != null) {
            TopicSinks.write(
                    Heard.of(inference.forecasts()),
                    new TopicStream<>(
                            new PredictionCoder(name),
                            TypeInformation.of(Prediction.class),
                            kafka));
        }
        TopicSinks.writeInOrder(
                streams.decisions(),
                new TopicStream<>(new DecisionCoder(), WireTypes.DECISION, kafka));
        TopicSinks.write(
                unreadable.union(TopicSinks.failures(streams.market().deadLetters())),
                new TopicStream<>(
                        new FailureCoder(), TypeInformation.of(FailedRecord.class), kafka));
    }

    private static DataStream<BarFeatures> barFeatures(DataStream<Observation> features) {
        return features.map(one -> new BarFeatures(one.bar(), one.features()))
                .returns(BarFeatures.class)
                .name("bar-features")
                .uid("bar-features");
    }
}
