package io.millrace.domain.broker;

import java.math.BigDecimal;

/**
 * What the broker says that the account holds of a symbol.
 *
 * @param quantity negative for a short position; never zero
 * @param averagePrice average entry price
 */
public record BrokerPosition(String symbol, BigDecimal quantity, BigDecimal averagePrice) {}
