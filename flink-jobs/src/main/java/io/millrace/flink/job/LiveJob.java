package io.millrace.flink.job;

import io.millrace.connectors.inference.ServerConnector;
import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.order.Order;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.account.LiveAccountSettings;
import io.millrace.flink.account.LiveAccountStage;
import io.millrace.flink.alpha.AlphaStage;
import io.millrace.flink.ensemble.EnsembleStage;
import io.millrace.flink.execution.Execution;
import io.millrace.flink.execution.ExecutionStage;
import io.millrace.flink.feature.ExtraFeatures;
import io.millrace.flink.feature.FeatureStage;
import io.millrace.flink.inference.InferenceStage;
import io.millrace.flink.market.MarketStage;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * A live feed through the stages of a replay, with a broker outside. Read {@link #assemble} top to
 * bottom: it is the diagram.
 */
public final class LiveJob {

    private LiveJob() {}

    /** Wires the stages; sinks are attached to what it gives. */
    public static LiveStreams assemble(
            LiveFeeds feeds,
            StrategySettings strategy,
            ExtraFeatures extras,
            LiveAccountSettings settings,
            LiveBroker broker) {
        String group = "account-" + settings.account().id();
        MarketStage.Streams market =
                switch (feeds.form()) {
                    case BARS -> MarketStage.ofBars(feeds.market(), strategy.market());
                    case TRADES ->
                            MarketStage.ofTrades(
                                    feeds.market(), strategy.market(), strategy.resolution());
                };
        DataStream<Observation> features =
                FeatureStage.of(market.bars(), strategy.market(), extras);
        AlphaStage.Streams alphas = AlphaStage.of(features, strategy.market(), strategy.alphas());
        InferenceStage.@Nullable Streams inference =
                inference(alphas.observations(), feeds.pointers(), strategy);
        DataStream<Decision> decisions =
                EnsembleStage.of(
                        inference == null ? alphas.observations() : inference.observations(),
                        strategy.ensemble());
        DataStream<AccountInput> heard = feeds.broker().union(feeds.commands(), feeds.answers());
        LiveAccountStage.Streams account = LiveAccountStage.of(decisions, heard, settings, group);
        ExecutionStage.Streams execution =
                ExecutionStage.of(
                        account.requests(),
                        broker.connector(),
                        broker.gates(),
                        broker.answers(),
                        group);
        inOneJvm(List.of(feeds.broker(), feeds.answers()), group);
        return new LiveStreams(
                new ReplayStreams(
                        market,
                        features,
                        alphas.insights(),
                        inference,
                        decisions,
                        account.account().blockedBy(blocked(execution, strategy))),
                account,
                execution);
    }

    /** A bar waits for the model no longer than the deadline. */
    private static InferenceStage.@Nullable Streams inference(
            DataStream<Observation> observations,
            @Nullable DataStream<ModelPointer> pointers,
            StrategySettings strategy) {
        if (!strategy.model().isServed()) {
            return null;
        }
        return InferenceStage.of(
                observations,
                pointers,
                new InferenceStage.Manner(
                        strategy.market(),
                        strategy.model(),
                        ServerConnector.live(strategy.model()),
                        true));
    }

    /** A blocked request keeps back every order in it. */
    static DataStream<BlockedOrder> blocked(
            ExecutionStage.Streams execution, StrategySettings strategy) {
        String account = strategy.account().id();
        String name = strategy.account().strategy();
        return execution
                .blocked()
                .flatMap(
                        (Execution one, Collector<BlockedOrder> out) -> {
                            for (Order order : one.request().request().orders()) {
                                out.collect(
                                        new BlockedOrder(
                                                account,
                                                name,
                                                order,
                                                Objects.requireNonNull(one.answer().gate()),
                                                one.answer().note(),
                                                one.answer().atMillis()));
                            }
                        })
                .returns(BlockedOrder.class)
                .name("blocked-orders")
                .uid("blocked-orders")
                .setParallelism(1);
    }

    /** Answers and the wish for a snapshot go back through the memory that the tasks share. */
    static void inOneJvm(List<DataStream<AccountInput>> sources, String group) {
        for (DataStream<AccountInput> source : sources) {
            source.getTransformation().setCoLocationGroupKey(group);
        }
    }
}
