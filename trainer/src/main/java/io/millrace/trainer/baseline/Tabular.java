package io.millrace.trainer.baseline;

import io.millrace.trainer.learn.WindowSet;
import java.nio.FloatBuffer;

/** The newest bar of each window as one row of numbers: all that the small learners look at. */
final class Tabular {

    private Tabular() {}

    static int width(WindowSet windows) {
        return windows.definition().observed().size() + windows.definition().known().size();
    }

    /** One row per window: the observed inputs of its last bar, then the known ones. */
    static double[][] rows(WindowSet windows) {
        int observed = windows.definition().observed().size();
        int known = windows.definition().known().size();
        int lookback = windows.definition().lookback();
        FloatBuffer seen = FloatBuffer.allocate(lookback * observed);
        FloatBuffer told =
                FloatBuffer.allocate((lookback + windows.definition().horizons().size()) * known);
        double[][] rows = new double[windows.size()][observed + known];
        for (int window = 0; window < rows.length; window++) {
            windows.observed(window, seen.clear());
            windows.known(window, told.clear());
            for (int i = 0; i < observed; i++) {
                rows[window][i] = seen.get((lookback - 1) * observed + i);
            }
            for (int i = 0; i < known; i++) {
                rows[window][observed + i] = told.get((lookback - 1) * known + i);
            }
        }
        return rows;
    }
}
