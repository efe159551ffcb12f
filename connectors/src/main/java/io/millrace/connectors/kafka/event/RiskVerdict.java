package io.millrace.connectors.kafka.event;

import io.millrace.domain.order.Side;
import io.millrace.domain.risk.RiskDecision;

/**
 * The risk engine's verdict, and which way the order would trade.
 *
 * @param side of the decision that was judged
 */
public record RiskVerdict(RiskDecision risk, Side side) {}
