package io.millrace.control.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers as a desk prints them: grouped by thousands, a real minus sign, and the same number of
 * decimals down a column.
 */
final class NumberText {

    /** Stands for a value that does not exist. */
    static final String ABSENT = "—";

    private static final BigDecimal ONE = BigDecimal.ONE;

    private NumberText() {}

    static String count(long value) {
        return minus(String.format(Locale.ROOT, "%,d", value));
    }

    static String decimal(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return minus(isZero(text) ? text.replace("-", "") : text);
    }

    static String percent(double fraction, int decimals) {
        return decimal(fraction * 100, decimals) + " %";
    }

    static String money(BigDecimal value) {
        return decimal(value.setScale(2, RoundingMode.HALF_EVEN));
    }

    static String money(double value) {
        return decimal(value, 2);
    }

    /** With a plus sign where it is a gain. */
    static String signed(String text) {
        return text.startsWith("−") || isZero(text) ? text : "+" + text;
    }

    /** Cents above 1, and down to the eighth decimal below. */
    static String price(BigDecimal value) {
        boolean small = value.abs().compareTo(ONE) < 0;
        BigDecimal rounded = value.setScale(small ? 8 : 4, RoundingMode.HALF_EVEN);
        return decimal(atLeastTwoDecimals(rounded));
    }

    /** Shares or coins without padding. */
    static String quantity(BigDecimal value) {
        BigDecimal exact =
                value.setScale(Math.min(Math.max(value.scale(), 0), 8), RoundingMode.HALF_EVEN)
                        .stripTrailingZeros();
        return decimal(exact.scale() < 0 ? exact.setScale(0) : exact);
    }

    /** The two largest units that matter: {@code 3 d 4 h}, {@code 12 min}, {@code 40 s}. */
    static String duration(long millis) {
        long seconds = millis / 1000;
        if (seconds >= 86_400) {
            return units(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
        }
        if (seconds >= 3_600) {
            return units(seconds / 3_600, "h", seconds % 3_600 / 60, "min");
        }
        return seconds >= 60
                ? units(seconds / 60, "min", seconds % 60, "s")
                : count(seconds) + " s";
    }

    private static String units(long large, String largeUnit, long small, String smallUnit) {
        String text = count(large) + " " + largeUnit;
        return small == 0 ? text : text + " " + small + " " + smallUnit;
    }

    private static String decimal(BigDecimal value) {
        return minus(String.format(Locale.ROOT, "%,." + value.scale() + "f", value));
    }

    private static BigDecimal atLeastTwoDecimals(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
    }

    private static String minus(String text) {
        return text.replace('-', '−');
    }

    private static boolean isZero(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
                return false;
            }
        }
        return true;
    }
}
