package io.millrace.flink.job;

import io.millrace.domain.live.AccountInput;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What a broker lets an account hear.
 *
 * @param broker reports, snapshots and the time
 * @param answers what came of requests, back from the end of the job
 */
public record BrokerFeeds(DataStream<AccountInput> broker, DataStream<AccountInput> answers) {}
