package io.millrace.flink.job;

import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Observation;
import io.millrace.flink.market.MarketStage;
import org.apache.flink.streaming.api.datastream.DataStream;

/** What the stages between market data and decisions give, partitioned by symbol. */
public record SignalsStreams(
        MarketStage.Streams market,
        DataStream<Observation> features,
        DataStream<Insight> insights,
        DataStream<Decision> decisions) {}
