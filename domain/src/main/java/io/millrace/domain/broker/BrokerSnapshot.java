package io.millrace.domain.broker;

import java.math.BigDecimal;
import java.util.List;

/**
 * The whole account in the broker's own words at one instant.
 *
 * <p>It is consistent: no fill happened while it was read, and every fill in it was reported
 * before.
 *
 * @param atMillis the broker's time
 * @param cash what is there to spend, working orders not counted
 * @param positions by symbol
 * @param orders every open order and those that ended lately, legs in rows of their own, the oldest
 *     first
 */
public record BrokerSnapshot(
        long atMillis, BigDecimal cash, List<BrokerPosition> positions, List<BrokerOrder> orders) {}
