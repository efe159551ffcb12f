package io.millrace.flink.job;

import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Observation;
import io.millrace.flink.account.AccountStage;
import io.millrace.flink.inference.InferenceStage;
import io.millrace.flink.market.MarketStage;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that leaves the stages of a replay, ready for sinks.
 *
 * @param features observations with their feature vectors, partitioned by symbol
 * @param insights partitioned by symbol
 * @param inference what the models said; absent where none is asked
 * @param decisions partitioned by symbol; the account gives them again in total order
 */
public record ReplayStreams(
        MarketStage.Streams market,
        DataStream<Observation> features,
        DataStream<Insight> insights,
        InferenceStage.@Nullable Streams inference,
        DataStream<Decision> decisions,
        AccountStage.Streams account) {}
