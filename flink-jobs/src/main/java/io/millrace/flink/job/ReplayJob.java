package io.millrace.flink.job;

import io.millrace.connectors.inference.ServerConnector;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.account.AccountStage;
import io.millrace.flink.alpha.AlphaStage;
import io.millrace.flink.ensemble.EnsembleStage;
import io.millrace.flink.feature.ExtraFeatures;
import io.millrace.flink.feature.FeatureStage;
import io.millrace.flink.inference.InferenceStage;
import io.millrace.flink.market.MarketStage;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * A bounded tape through all stages in one graph, with the broker simulated in event time: the
 * backtest, the backfill and the demo. Read {@link #assemble} top to bottom: it is the diagram.
 */
public final class ReplayJob {

    private ReplayJob() {}

    /**
     * Wires the stages; sinks are attached to what it gives.
     *
     * @param approved whether orders may go to the simulated venue
     */
    public static ReplayStreams assemble(
            DataStream<MarketEvent> tape,
            TapeForm form,
            StrategySettings strategy,
            ExtraFeatures extras,
            boolean approved) {
        MarketStage.Streams market =
                switch (form) {
                    case BARS -> MarketStage.ofBars(tape, strategy.market());
                    case TRADES ->
                            MarketStage.ofTrades(tape, strategy.market(), strategy.resolution());
                };
        DataStream<Observation> features =
                FeatureStage.of(market.bars(), strategy.market(), extras);
        AlphaStage.Streams alphas = AlphaStage.of(features, strategy.market(), strategy.alphas());
        InferenceStage.@Nullable Streams inference = inference(alphas.observations(), strategy);
        DataStream<Decision> decisions =
                EnsembleStage.of(
                        inference == null ? alphas.observations() : inference.observations(),
                        strategy.ensemble());
        AccountStage.Streams account = AccountStage.simulated(decisions, strategy, approved);
        return new ReplayStreams(
                market, features, alphas.insights(), inference, decisions, account);
    }

    /** Every question of a replay gets its answer, or the replay fails. */
    private static InferenceStage.@Nullable Streams inference(
            DataStream<Observation> observations, StrategySettings strategy) {
        if (!strategy.model().isServed()) {
            return null;
        }
        return InferenceStage.of(
                observations,
                null,
                new InferenceStage.Manner(
                        strategy.market(),
                        strategy.model(),
                        ServerConnector.patient(strategy.model()),
                        false));
    }
}
