package io.millrace.domain.portfolio;

import java.math.BigDecimal;

/**
 * What an account holds of one symbol.
 *
 * @param quantity shares or coins; zero is no position
 * @param averagePrice average entry price, fees excluded
 * @param lastPrice last close seen
 */
public record Position(
        String symbol, BigDecimal quantity, BigDecimal averagePrice, BigDecimal lastPrice) {

    public BigDecimal marketValue() {
        return quantity.multiply(lastPrice);
    }
}
