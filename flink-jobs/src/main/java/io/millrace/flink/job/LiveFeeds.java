package io.millrace.flink.job;

import io.millrace.domain.live.AccountInput;
import io.millrace.domain.market.MarketEvent;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What a live job hears.
 *
 * @param market bars or trades with their watermarks
 * @param broker reports, snapshots and the time
 * @param commands what people want
 * @param answers what came of requests, back from the end of the job
 */
public record LiveFeeds(
        DataStream<MarketEvent> market,
        TapeForm form,
        DataStream<AccountInput> broker,
        DataStream<AccountInput> commands,
        DataStream<AccountInput> answers) {}
