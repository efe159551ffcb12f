package io.millrace.domain.indicator;

/**
 * A sum of doubles that forgets what is taken out of it: about 32 digits, kept as two doubles.
 *
 * <p>A plain rolling sum keeps the rounding error of every addition for ever; this one is still the
 * sum of its window after any number of bars (Knuth's exact two-sum, then renormalised).
 *
 * @param high the sum, rounded to a double
 * @param low what the rounding left out
 */
public record ExactSum(double high, double low) {

    public static ExactSum zero() {
        return new ExactSum(0, 0);
    }

    public ExactSum plus(double value) {
        double sum = high + value;
        double part = sum - high;
        double lost = (high - (sum - part)) + (value - part) + low;
        double rounded = sum + lost;
        return new ExactSum(rounded, lost - (rounded - sum));
    }

    /** The sum over a count, correct to the last digit: equal values average to that value. */
    public double over(int count) {
        double quotient = high / count;
        double rest = Math.fma(-quotient, count, high) + low;
        return quotient + rest / count;
    }
}
