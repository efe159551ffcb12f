package io.millrace.connectors.files.row;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Printed decimals as doubles, each the nearest one to what is printed.
 *
 * <p>Up to 15 digits over a power of ten up to 10^22 are two exact doubles, so one division rounds
 * once and is right; everything longer goes to the JDK.
 */
public final class Decimals {

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };
    private static final int EXACT_DIGITS = 15;

    private Decimals() {}

    /**
     * The number, divided by 10^{@code scale}; NaN where none is written.
     *
     * @see #namesNoFiniteNumber
     */
    public static double parse(byte[] bytes, int from, int to, int scale) {
        int i = from;
        boolean negative = i < to && bytes[i] == '-';
        if (negative || (i < to && bytes[i] == '+')) {
            i++;
        }
        long mantissa = 0;
        int digits = 0;
        int fraction = 0;
        boolean point = false;
        int seen = 0;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                digits += mantissa == 0 ? 0 : 1;
                seen++;
                fraction += point ? 1 : 0;
                if (digits > EXACT_DIGITS) {
                    return slow(bytes, from, to, scale);
                }
            } else if (bytes[i] == '.' && !point) {
                point = true;
            } else {
                return slow(bytes, from, to, scale);
            }
        }
        if (seen == 0 || fraction + scale >= POWERS_OF_TEN.length) {
            return slow(bytes, from, to, scale);
        }
        double value = mantissa / POWERS_OF_TEN[fraction + scale];
        return negative ? -value : value;
    }

    /** Whether the text is a way to write NaN or an infinity, rather than no number at all. */
    public static boolean namesNoFiniteNumber(String text) {
        String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        return switch (bare.toLowerCase(Locale.ROOT)) {
            case "nan", "inf", "infinity" -> true;
            default -> false;
        };
    }

    private static double slow(byte[] bytes, int from, int to, int scale) {
        for (int i = from; i < to; i++) {
            byte one = bytes[i];
            boolean plain = (one >= '0' && one <= '9') || one == '.' || one == '-' || one == '+';
            if (!plain && one != 'e' && one != 'E') {
                return Double.NaN;
            }
        }
        String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        try {
            return scale == 0
                    ? Double.parseDouble(text)
                    : new java.math.BigDecimal(text).movePointLeft(scale).doubleValue();
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}
