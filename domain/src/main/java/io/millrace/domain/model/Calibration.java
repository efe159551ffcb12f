package io.millrace.domain.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How often what came true lay between a model's outer quantiles, over the predictions of its
 * nearest horizon that were resolved last.
 *
 * @param open predictions whose horizon is not over, oldest first
 * @param inside of each resolved prediction whether it held, oldest first, at most a window
 */
public record Calibration(List<Open> open, List<Boolean> inside) {

    /**
     * A prediction that waits for its bar.
     *
     * @param barsLeft bars until then
     * @param close price that the return is counted from
     */
    public record Open(int barsLeft, double close, double q10, double q90) {}

    public static Calibration empty() {
        return new Calibration(List.of(), List.of());
    }

    /**
     * The state after the symbol's next bar.
     *
     * @param follows whether the bar follows the one before without a gap; if not, no prediction
     *     that spans the gap is resolved
     */
    public Calibration next(double close, boolean follows, int window) {
        if (open.isEmpty()) {
            return this;
        }
        List<Open> waiting = new ArrayList<>(open.size());
        List<Boolean> resolved = new ArrayList<>(inside);
        for (Open one : open) {
            if (!follows) {
                continue;
            }
            if (one.barsLeft() > 1) {
                waiting.add(new Open(one.barsLeft() - 1, one.close(), one.q10(), one.q90()));
            } else {
                double came = close / one.close() - 1;
                resolved.add(one.q10() <= came && came <= one.q90());
            }
        }
        int from = Math.max(0, resolved.size() - window);
        return new Calibration(waiting, List.copyOf(resolved.subList(from, resolved.size())));
    }

    /** The state after a prediction made at a bar that closed there. */
    public Calibration with(Prediction prediction, double close) {
        if (prediction.horizons().isEmpty() || !(close > 0)) {
            return this;
        }
        Prediction.Horizon nearest = prediction.horizons().get(0);
        List<Open> more = new ArrayList<>(open);
        more.add(new Open(nearest.bars(), close, nearest.q10(), nearest.q90()));
        return new Calibration(more, inside);
    }

    /** Share that held; empty until the window is full. */
    public OptionalDouble coverage(int window) {
        if (inside.size() < window) {
            return OptionalDouble.empty();
        }
        long held = inside.stream().filter(one -> one).count();
        return OptionalDouble.of((double) held / inside.size());
    }
}
