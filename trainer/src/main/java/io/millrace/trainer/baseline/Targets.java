package io.millrace.trainer.baseline;

import io.millrace.trainer.learn.WindowSet;
import java.nio.FloatBuffer;

/** What came after the windows of a set. */
final class Targets {

    private Targets() {}

    /** One array per horizon, with one return per window. */
    static double[][] byHorizon(WindowSet windows) {
        int horizons = windows.definition().horizons().size();
        double[][] targets = new double[horizons][windows.size()];
        FloatBuffer one = FloatBuffer.allocate(horizons);
        for (int window = 0; window < windows.size(); window++) {
            windows.targets(window, one.clear());
            for (int horizon = 0; horizon < horizons; horizon++) {
                targets[horizon][window] = one.get(horizon);
            }
        }
        return targets;
    }
}
