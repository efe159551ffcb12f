package io.millrace.connectors.kafka.event;

import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.Position;
import io.millrace.domain.risk.TradingState;
import java.util.List;

/**
 * How an account stands at an instant.
 *
 * @param worth cash and equity
 * @param state what the account may do
 * @param positions every open one, by symbol
 * @param cause what changed it, such as FILL or BAR
 */
public record AccountStanding(
        EquityPoint worth, TradingState state, List<Position> positions, String cause) {}
