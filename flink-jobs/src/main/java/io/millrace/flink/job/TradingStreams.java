package io.millrace.flink.job;

import io.millrace.flink.account.AccountStage;
import io.millrace.flink.account.LiveAccountStage;
import io.millrace.flink.execution.ExecutionStage;

/**
 * What trading at a broker gives.
 *
 * @param account what a simulated account gives as well, blocked orders included
 * @param live what only a live one gives
 */
public record TradingStreams(
        AccountStage.Streams account,
        LiveAccountStage.Streams live,
        ExecutionStage.Streams execution) {}
