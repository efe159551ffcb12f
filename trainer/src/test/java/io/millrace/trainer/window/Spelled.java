package io.millrace.trainer.window;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** Everything that a training set says of one window, for comparison bit by bit. */
record Spelled(int symbol, long fromMillis, long atMillis, long learnableMillis, String numbers) {

    static Spelled of(TrainingSet set, int window) {
        var model = set.definition();
        FloatBuffer observed = FloatBuffer.allocate(model.lookback() * model.observed().size());
        FloatBuffer known =
                FloatBuffer.allocate(
                        (model.lookback() + model.horizons().size()) * model.known().size());
        FloatBuffer targets = FloatBuffer.allocate(model.horizons().size());
        set.observed(window, observed);
        set.known(window, known);
        set.targets(window, targets);
        return new Spelled(
                set.symbol(window),
                set.fromMillis(window),
                set.atMillis(window),
                set.learnableMillis(window),
                bits(observed) + bits(known) + bits(targets));
    }

    private static String bits(FloatBuffer values) {
        int[] bits = new int[values.capacity()];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values.get(i)));
        return Arrays.toString(bits);
    }
}
