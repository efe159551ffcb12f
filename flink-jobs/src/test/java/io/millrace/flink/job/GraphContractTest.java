package io.millrace.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.connectors.inference.ServerConnector;
import io.millrace.domain.alpha.AlphaState;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.config.Settings;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.feature.FeatureState;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.BarInProgress;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.market.Trade;
import io.millrace.domain.model.ModelHealth;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelWindows;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.domain.venue.SimulatedAccount;
import io.millrace.flink.account.Judged;
import io.millrace.flink.alpha.AlphaStage;
import io.millrace.flink.digest.HashChain;
import io.millrace.flink.digest.StreamDigest;
import io.millrace.flink.ensemble.EnsembleStage;
import io.millrace.flink.feature.ExtraFeatures;
import io.millrace.flink.feature.FeatureStage;
import io.millrace.flink.inference.Answered;
import io.millrace.flink.inference.Comparison;
import io.millrace.flink.inference.Forecast;
import io.millrace.flink.inference.InferenceStage;
import io.millrace.flink.inference.ModelAlert;
import io.millrace.flink.inference.Question;
import io.millrace.flink.market.MarketStage;
import io.millrace.flink.output.RunDigests;
import io.millrace.flink.output.RunFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphContractTest {

    private static final List<String> FROM_BAR_TO_DECISION =
            List.of("validate-bars", "features", "alphas", "ensemble");
    private static final List<String> INFERENCE =
            List.of("model-windows", "model-answers", "model-guard");

    @ParameterizedTest(name = "over {0}")
    @EnumSource
    void everyOperatorHasAUid(TapeForm form) {
        assertThat(withoutUid(graph(form))).isEmpty();
    }

    @Test
    void anOperatorWithoutUidIsFound() {
        Configuration lax = new Configuration();
        lax.set(PipelineOptions.AUTO_GENERATE_UIDS, true);

        assertThat(withoutUid(nameless(ReplayScene.environment(1, lax)))).hasSize(1);
        assertThatThrownBy(() -> nameless(environment())).hasMessageContaining("no UID");
    }

    @Test
    void theDefaultsRefuseWhatNobodyNamedOrCanSerialise() {
        Configuration defaults = JobDefaults.configuration();

        assertThat(defaults.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(defaults.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
        assertThat(defaults.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(240);
        StreamExecutionEnvironment env = environment();
        events(env)
                .map(event -> (Object) event)
                .returns(Object.class)
                .uid("objects")
                .rebalance()
                .print()
                .uid("print");
        assertThatThrownBy(env::getStreamGraph)
                .hasMessageContaining("Generic types have been disabled");
    }

    @ParameterizedTest(name = "pointers by command: {0}")
    @ValueSource(booleans = {false, true})
    void theWayPastAModelHasUidsAndTypesAndNoShuffle(boolean commanded) {
        StreamGraph graph = graphWithModel(commanded);
        List<StreamNode> stage =
                graph.getStreamNodes().stream()
                        .filter(node -> INFERENCE.contains(uid(node)))
                        .toList();
        List<String> shuffles = new ArrayList<>();
        for (StreamNode node : stage) {
            for (StreamEdge edge : node.getInEdges()) {
                if (!(edge.getPartitioner() instanceof ForwardPartitioner)) {
                    shuffles.add(edge.getPartitioner() + " to " + uid(node));
                }
            }
        }

        assertThat(stage).hasSameSizeAs(INFERENCE);
        assertThat(withoutUid(graph)).isEmpty();
        assertThat(shuffles)
                .isEqualTo(commanded ? List.of("BROADCAST to model-windows") : List.of());
        assertThat(stage)
                .allSatisfy(
                        node ->
                                assertThat(node.getTypeSerializerOut().getClass().getName())
                                        .doesNotContain("Kryo"));
    }

    @ParameterizedTest(name = "over {0}")
    @EnumSource
    void everyOperatorCanBeSpreadOverTwoHundredAndFortySubtasks(TapeForm form) {
        StreamGraph graph = graph(form);

        assertThat(graph.getStreamNodes())
                .allSatisfy(node -> assertThat(node.getMaxParallelism()).isIn(-1, 240));
        assertThat(graph.getJobGraph().getVertices())
                .extracting(JobVertex::getMaxParallelism)
                .containsOnly(240);
    }

    @ParameterizedTest(name = "over {0}")
    @EnumSource
    void fromSourceToDecisionThereIsOneShuffleAndOneChainBehindIt(TapeForm form) {
        StreamGraph graph = graph(form);

        List<String> shuffles = new ArrayList<>();
        String keyed = form == TapeForm.TRADES ? "trades-to-bars" : "validate-bars";
        for (StreamNode node : graph.getStreamNodes()) {
            String uid = Objects.toString(node.getTransformationUID(), "");
            if (List.of("readable-events", "trades", keyed).contains(uid)
                    || FROM_BAR_TO_DECISION.contains(uid)) {
                for (StreamEdge edge : node.getInEdges()) {
                    if (!(edge.getPartitioner() instanceof ForwardPartitioner)) {
                        shuffles.add(uid);
                    }
                }
            }
        }
        assertThat(shuffles).containsExactly(keyed);
        assertThat(graph.getJobGraph().getVertices())
                .extracting(JobVertex::getName)
                .filteredOn(name -> FROM_BAR_TO_DECISION.stream().allMatch(name::contains))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void noEdgeFallsBackToKryo(TapeForm form) {
        for (StreamNode node : graph(form).getStreamNodes()) {
            if (node.getTypeSerializerOut() != null) {
                assertThat(node.getTypeSerializerOut().getClass().getName())
                        .as(node.getOperatorName())
                        .doesNotContain("Kryo");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                MarketEvent.class,
                Bar.class,
                Trade.class,
                BarInProgress.class,
                DeadLetter.class,
                FeatureState.class,
                Observation.class,
                AlphaState.class,
                Insight.class,
                Decision.class,
                Judged.class,
                RiskDecision.class,
                SimulatedAccount.class,
                OrderUpdate.class,
                Fill.class,
                AccountPosition.class,
                EquityPoint.class,
                HashChain.class,
                StreamDigest.class,
                ModelWindows.class,
                ModelPointer.class,
                ModelHealth.class,
                Question.class,
                Answered.class,
                Forecast.class,
                Comparison.class,
                ModelAlert.class
            })
    void whatTravelsOrStaysInStateNeverFallsBackToKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @Test
    void aTypeThatFallsBackToKryoIsFound() {
        assertThatThrownBy(
                        () ->
                                PojoTestUtils.assertSerializedAsPojoWithoutKryo(
                                        WithAnInterface.class))
                .isInstanceOf(AssertionError.class);
    }

    /** A planted fault: what is in the collection is anybody's guess. */
    record WithAnInterface(Collection<String> names) {}

    private static List<StreamNode> withoutUid(StreamGraph graph) {
        return graph.getStreamNodes().stream()
                .filter(node -> node.getTransformationUID() == null)
                .toList();
    }

    /** A planted fault: a map that nobody named. */
    private static StreamGraph nameless(StreamExecutionEnvironment env) {
        events(env).map(MarketEvent::requireBar).returns(Bar.class).print().uid("print");
        return env.getStreamGraph();
    }

    private static StreamGraph graph(TapeForm form) {
        StreamExecutionEnvironment env = environment();
        ReplayStreams streams =
                ReplayJob.assemble(
                        events(env),
                        form,
                        StrategySettings.standard(Resolution.MINUTE),
                        ExtraFeatures.none(),
                        true);
        RunFiles.attach(streams, Path.of("nowhere"));
        RunDigests.attach(streams, Path.of("nowhere", "digests.csv"));
        return env.getStreamGraph();
    }

    private static String uid(StreamNode node) {
        return Objects.toString(node.getTransformationUID(), "");
    }

    private static StreamGraph graphWithModel(boolean commanded) {
        StreamExecutionEnvironment env = environment();
        StrategySettings strategy =
                StrategySettings.from(
                        new Settings(Map.of("model.url", "http://127.0.0.1:1")), Resolution.MINUTE);
        AlphaStage.Streams alphas =
                AlphaStage.of(
                        FeatureStage.of(
                                MarketStage.ofBars(events(env), strategy.market()).bars(),
                                strategy.market(),
                                ExtraFeatures.none()),
                        strategy.market(),
                        strategy.alphas());
        InferenceStage.Streams inference =
                InferenceStage.of(
                        alphas.observations(),
                        commanded ? pointers(env) : null,
                        new InferenceStage.Manner(
                                strategy.market(),
                                strategy.model(),
                                ServerConnector.live(strategy.model()),
                                true));
        EnsembleStage.of(inference.observations(), strategy.ensemble()).print().uid("decisions");
        inference.forecasts().print().uid("forecasts");
        inference.comparisons().print().uid("comparisons");
        inference.alerts().print().uid("alerts");
        return env.getStreamGraph();
    }

    private static DataStream<ModelPointer> pointers(StreamExecutionEnvironment env) {
        ModelPointer one = ModelPointer.always(ModelRef.newest("tft"));
        return env.fromData(List.of(one), TypeInformation.of(ModelPointer.class))
                .uid("pointers")
                .setParallelism(1);
    }

    private static StreamExecutionEnvironment environment() {
        return ReplayScene.environment(3, new Configuration());
    }

    private static DataStream<MarketEvent> events(StreamExecutionEnvironment env) {
        MarketEvent one = MarketEvent.of("test", 1, new Bar("AAPL", 0, 60_000, 1, 1, 1, 1, 1));
        return env.fromData(List.of(one), TypeInformation.of(MarketEvent.class))
                .uid("tape")
                .setParallelism(1);
    }
}
