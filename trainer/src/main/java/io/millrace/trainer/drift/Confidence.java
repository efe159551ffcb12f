package io.millrace.trainer.drift;

/** How sure a forecast is, by the measure that the ensemble weighs it with. */
public final class Confidence {

    private Confidence() {}

    /** The median's share of the median and half the spread between the outer quantiles. */
    public static double of(double lowest, double median, double highest) {
        double move = Math.abs(median);
        return move == 0 ? 0 : move / (move + (highest - lowest) / 2);
    }
}
