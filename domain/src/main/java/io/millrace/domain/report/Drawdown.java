package io.millrace.domain.report;

import java.util.OptionalLong;

/**
 * A stretch in which a curve stays below an earlier peak.
 *
 * @param depth deepest fall, as a fraction of the peak: above 0 and at most 1
 * @param peakMillis last instant at the peak
 * @param troughMillis first instant at the lowest point
 * @param endMillis first instant at or above the peak again, or the end of the curve
 * @param recovered whether the peak was reached again
 */
public record Drawdown(
        double depth, long peakMillis, long troughMillis, long endMillis, boolean recovered) {

    private static final double MILLIS_PER_DAY = 86_400_000.0;

    /** Calendar days from the peak to the recovery, or to the end of the curve without one. */
    public double days() {
        return (endMillis - peakMillis) / MILLIS_PER_DAY;
    }

    /** When the peak was reached again, or empty while it was not. */
    public OptionalLong recoveredAtMillis() {
        return recovered ? OptionalLong.of(endMillis) : OptionalLong.empty();
    }
}
