package io.millrace.trainer.window;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelWindow;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The rows of all windows of a set; grows while the set is gathered. */
final class WindowRows {

    private float[] observed = new float[1 << 16];
    private float[] known = new float[1 << 14];
    private int count;

    /** Adds every row of a window and gives the number of the first. */
    int addAll(ModelWindow window, ModelDefinition model) {
        int first = count;
        add(window, model, model.lookback());
        return first;
    }

    /** Adds the newest row of a window whose other rows were added last. */
    void addNewest(ModelWindow window, ModelDefinition model) {
        add(window, model, 1);
    }

    int count() {
        return count;
    }

    void observed(int first, ModelDefinition model, FloatBuffer into) {
        int width = model.observed().size();
        into.put(observed, first * width, model.lookback() * width);
    }

    void known(int first, ModelDefinition model, FloatBuffer into) {
        int width = model.known().size();
        into.put(known, first * width, model.lookback() * width);
    }

    private void add(ModelWindow window, ModelDefinition model, int newest) {
        int from = model.lookback() - newest;
        observed = with(observed, window.observed(), from, newest, model.observed().size());
        known = with(known, window.known(), from, newest, model.known().size());
        count += newest;
    }

    private float[] with(float[] cells, float[] added, int from, int rows, int width) {
        int needed = Math.multiplyExact(count + rows, width);
        float[] roomy =
                needed <= cells.length
                        ? cells
                        : Arrays.copyOf(cells, (int) Math.min(Integer.MAX_VALUE - 8, 2L * needed));
        System.arraycopy(added, from * width, roomy, count * width, rows * width);
        return roomy;
    }
}
