package io.millrace.trainer.tft;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.learn.WindowSet;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;

/** Several windows side by side, as tensors are filled; whoever gets one may change it. */
public final class WindowBatch {

    private final int size;
    private final float[] observed;
    private final float[] known;
    private final long[] symbols;
    private final float[] targets;

    /**
     * A batch of values that are there already.
     *
     * @param targets may be empty: forecasts need none
     */
    public WindowBatch(float[] observed, float[] known, long[] symbols, float[] targets) {
        this.size = symbols.length;
        this.observed = observed;
        this.known = known;
        this.symbols = symbols;
        this.targets = targets;
    }

    /** The numbered windows of a set. */
    public static WindowBatch of(WindowSet windows, int... numbers) {
        ModelDefinition definition = windows.definition();
        int ahead = definition.horizons().size();
        int positions = definition.lookback() + ahead;
        int width = definition.lookback() * definition.observed().size();
        FloatBuffer observed = FloatBuffer.allocate(numbers.length * width);
        FloatBuffer known =
                FloatBuffer.allocate(numbers.length * positions * definition.known().size());
        FloatBuffer targets = FloatBuffer.allocate(numbers.length * ahead);
        long[] symbols = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            windows.observed(numbers[i], observed);
            windows.known(numbers[i], known);
            windows.targets(numbers[i], targets);
            symbols[i] = windows.symbol(numbers[i]);
        }
        return new WindowBatch(observed.array(), known.array(), symbols, targets.array());
    }

    /** The windows from one number up to, but not with, another. */
    public static WindowBatch between(WindowSet windows, int from, int to) {
        return of(windows, IntStream.range(from, to).toArray());
    }

    public int size() {
        return size;
    }

    public float[] observed() {
        return observed;
    }

    public float[] known() {
        return known;
    }

    public long[] symbols() {
        return symbols;
    }

    public float[] targets() {
        return targets;
    }
}
