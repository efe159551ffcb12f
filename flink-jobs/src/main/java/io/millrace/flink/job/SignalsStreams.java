package io.millrace.flink.job;

import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Observation;
import io.millrace.flink.inference.InferenceStage;
import io.millrace.flink.market.MarketStage;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * What the stages between market data and decisions give, partitioned by symbol.
 *
 * @param inference absent where no model is asked
 */
public record SignalsStreams(
        MarketStage.Streams market,
        DataStream<Observation> features,
        DataStream<Insight> insights,
        InferenceStage.@Nullable Streams inference,
        DataStream<Decision> decisions) {}
