package io.millrace.flink.job;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.account.AccountStage;
import io.millrace.flink.alpha.AlphaStage;
import io.millrace.flink.ensemble.EnsembleStage;
import io.millrace.flink.feature.ExtraFeatures;
import io.millrace.flink.feature.FeatureStage;
import io.millrace.flink.market.MarketStage;
import org.apache.flink.streaming.api.datastream.DataStream;

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
        DataStream<Decision> decisions =
                EnsembleStage.of(alphas.observations(), strategy.ensemble());
        AccountStage.Streams account = AccountStage.simulated(decisions, strategy, approved);
        return new ReplayStreams(market, features, alphas.insights(), decisions, account);
    }
}
