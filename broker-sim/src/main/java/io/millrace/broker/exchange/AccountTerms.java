package io.millrace.broker.exchange;

import java.math.BigDecimal;

/**
 * What the account is opened with.
 *
 * @param cash dollars
 * @param multiplier 1 for a cash account, 2 or 4 for a margin account
 * @param shorting whether it may sell short
 * @param seed of every id and every chance of the broker
 */
public record AccountTerms(BigDecimal cash, int multiplier, boolean shorting, long seed) {

    /** A paper account: 100 000 dollars, margin of two, no short sales. */
    public static AccountTerms standard() {
        return new AccountTerms(new BigDecimal("100000"), 2, false, 1);
    }

    public AccountTerms {
        if (cash.signum() < 0) {
            throw new IllegalArgumentException("cash: " + cash + " (expected: >= 0)");
        }
        if (multiplier != 1 && multiplier != 2 && multiplier != 4) {
            throw new IllegalArgumentException(
                    "multiplier: " + multiplier + " (expected: 1, 2 or 4)");
        }
    }
}
