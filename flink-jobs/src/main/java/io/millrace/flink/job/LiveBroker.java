package io.millrace.flink.job;

import io.millrace.connectors.broker.BrokerConnector;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.flink.execution.GateSettings;
import io.millrace.flink.execution.WayBack;

/**
 * The broker that a live job trades at.
 *
 * @param answers leads to {@link LiveFeeds#answers()}
 */
public record LiveBroker(
        BrokerConnector connector, GateSettings gates, WayBack<BrokerAnswer> answers) {}
