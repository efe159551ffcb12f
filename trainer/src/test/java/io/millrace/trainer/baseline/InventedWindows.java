package io.millrace.trainer.baseline;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.trainer.learn.WindowSet;
import io.millrace.trainer.window.SyntheticRows;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/** Windows whose targets follow a known rule of their last bar's first input, and noise. */
public final class InventedWindows implements WindowSet {

    private final ModelDefinition model = SyntheticRows.definition(2);
    private final float[][] observed;
    private final float[][] targets;

    /**
     * So many windows.
     *
     * @param step whether the rule is a step, which no line can follow
     */
    public InventedWindows(int size, long seed, boolean step) {
        SplittableRandom random = new SplittableRandom(seed); // determinism: seeded
        int inputs = model.observed().size();
        observed = new float[size][2 * inputs];
        targets = new float[size][3];
        for (int window = 0; window < size; window++) {
            for (int i = 0; i < 2 * inputs; i++) {
                observed[window][i] = (float) random.nextDouble(-1, 1);
            }
            float input = observed[window][inputs];
            double rule = step ? Math.signum(input) * 0.01 : input * 0.01;
            for (int horizon = 0; horizon < 3; horizon++) {
                targets[window][horizon] = (float) (rule + random.nextDouble(-0.002, 0.002));
            }
        }
    }

    @Override
    public ModelDefinition definition() {
        return model;
    }

    @Override
    public int size() {
        return targets.length;
    }

    @Override
    public int symbol(int window) {
        return 1;
    }

    @Override
    public long atMillis(int window) {
        return window * 60_000L;
    }

    @Override
    public void observed(int window, FloatBuffer into) {
        into.put(observed[window]);
    }

    @Override
    public void known(int window, FloatBuffer into) {
        into.put(new float[5 * model.known().size()]);
    }

    @Override
    public void targets(int window, FloatBuffer into) {
        into.put(targets[window]);
    }
}
