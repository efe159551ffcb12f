package io.millrace.flink.job;

import io.millrace.flink.account.LiveAccountStage;
import io.millrace.flink.execution.ExecutionStage;

/**
 * Everything that leaves the stages of a live job, ready for sinks.
 *
 * @param run what a replay gives as well
 */
public record LiveStreams(
        ReplayStreams run, LiveAccountStage.Streams account, ExecutionStage.Streams execution) {}
