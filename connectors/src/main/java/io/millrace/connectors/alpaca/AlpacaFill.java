package io.millrace.connectors.alpaca;

import io.millrace.domain.broker.BrokerFill;
import java.math.BigDecimal;

/**
 * A fill in the account's activities, which keep what a broken stream lost.
 *
 * @param id of the activity, also the token of the page after it
 * @param orderId Alpaca's name of the order
 * @param quantity of this execution alone
 * @param price of this execution alone
 * @param cumulative what the order has filled with it
 */
public record AlpacaFill(
        String id,
        String orderId,
        String symbol,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal cumulative,
        long atMillis) {

    public BrokerFill toBrokerFill() {
        return new BrokerFill(id, quantity, price, cumulative);
    }
}
