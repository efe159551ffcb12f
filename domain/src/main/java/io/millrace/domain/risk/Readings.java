package io.millrace.domain.risk;

import java.math.BigDecimal;

/** How values and limits are compared and printed, one way for all rules. */
final class Readings {

    static final String UNKNOWN = "unknown";

    private static final int FRACTION_DIGITS = 6;

    private Readings() {}

    static RuleReading atMost(DenialCode rule, BigDecimal actual, BigDecimal limit, String text) {
        return new RuleReading(rule, actual.toPlainString(), text, actual.compareTo(limit) > 0);
    }

    static RuleReading atMost(DenialCode rule, int actual, int limit, String text) {
        return new RuleReading(rule, Integer.toString(actual), text, actual > limit);
    }

    static RuleReading atMost(DenialCode rule, double actual, double limit, String text) {
        return new RuleReading(rule, fraction(actual), text, actual > limit);
    }

    static RuleReading unlimited(DenialCode rule, String actual) {
        return new RuleReading(rule, actual, "none", false);
    }

    static RuleReading unknown(DenialCode rule, String limit, boolean breached) {
        return new RuleReading(rule, UNKNOWN, limit, breached);
    }

    /** Six decimals: a millionth of equity is below any limit that somebody would set. */
    static String fraction(double value) {
        double scaled = value * 1e6;
        return Math.abs(scaled) < 1e15
                ? BigDecimal.valueOf(Math.round(scaled), FRACTION_DIGITS).toPlainString()
                : Double.toString(value);
    }

    static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + "s";
    }
}
