package io.millrace.flink.job;

import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Observation;
import io.millrace.flink.account.AccountStage;
import io.millrace.flink.market.MarketStage;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Everything that leaves the stages of a replay, ready for sinks.
 *
 * @param features observations with their feature vectors, partitioned by symbol
 * @param insights partitioned by symbol
 * @param decisions partitioned by symbol; the account gives them again in total order
 */
public record ReplayStreams(
        MarketStage.Streams market,
        DataStream<Observation> features,
        DataStream<Insight> insights,
        DataStream<Decision> decisions,
        AccountStage.Streams account) {}
