package io.millrace.domain.portfolio;

import java.math.BigDecimal;

/**
 * The money of an account, exact to the last digit.
 *
 * @param cash what is there to spend
 * @param marketValue every position at its last price
 * @param realised gains and losses of what was sold, fees not counted
 * @param fees all fees so far
 */
public record Ledger(
        BigDecimal cash, BigDecimal marketValue, BigDecimal realised, BigDecimal fees) {

    static Ledger opening(BigDecimal cash) {
        return new Ledger(cash, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    public BigDecimal equity() {
        return cash.add(marketValue);
    }

    Ledger paid(BigDecimal cashFlow, BigDecimal fee, BigDecimal gain) {
        return new Ledger(cash.add(cashFlow), marketValue, realised.add(gain), fees.add(fee));
    }

    Ledger revalued(BigDecimal before, BigDecimal after) {
        return new Ledger(cash, marketValue.subtract(before).add(after), realised, fees);
    }
}
