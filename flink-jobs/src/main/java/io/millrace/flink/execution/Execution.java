package io.millrace.flink.execution;

import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerRequest;

/**
 * A request and what came of it.
 *
 * @param lane the symbol
 */
public record Execution(String lane, BrokerRequest request, BrokerAnswer answer) {}
