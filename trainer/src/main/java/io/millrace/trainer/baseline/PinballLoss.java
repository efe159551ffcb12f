package io.millrace.trainer.baseline;

/** The loss whose expectation the quantile minimises (Koenker and Bassett 1978). */
public final class PinballLoss {

    private PinballLoss() {}

    /** The loss of saying {@code forecast} for that quantile when {@code actual} came. */
    public static double of(double actual, double forecast, double quantile) {
        double error = actual - forecast;
        return error >= 0 ? quantile * error : (quantile - 1) * error;
    }
}
