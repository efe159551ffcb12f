package io.millrace.domain.broker;

import java.math.BigDecimal;

/**
 * One execution as the broker reports it.
 *
 * @param executionId the broker's name of it
 * @param quantity of this execution alone, positive
 * @param price of this execution alone
 * @param cumulative what the order has filled with it: tells a repeated report from a new one, and
 *     whether one is missing in between
 */
public record BrokerFill(
        String executionId, BigDecimal quantity, BigDecimal price, BigDecimal cumulative) {}
