package io.millrace.domain.report;

/** The standard normal distribution. */
final class Normal {

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    /** Beyond this the series loses its digits and the probability is 0 or 1 to 15 of them. */
    private static final double EXTREME = 8;

    private Normal() {}

    /** P(X <= x), by the power series of the integral of the density: exact to rounding. */
    static double cumulative(double x) {
        if (Math.abs(x) > EXTREME) {
            return x < 0 ? 0 : 1;
        }
        double sum = x;
        double before = 0;
        double term = x;
        for (int i = 3; sum != before; i += 2) {
            before = sum;
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-0.5 * x * x - HALF_LOG_TWO_PI);
    }
}
