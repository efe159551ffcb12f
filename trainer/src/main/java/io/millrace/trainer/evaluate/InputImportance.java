package io.millrace.trainer.evaluate;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ObservedInput;
import io.millrace.trainer.learn.Forecaster;
import io.millrace.trainer.learn.WindowSet;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much worse a forecaster gets when it is told the input of another window (Breiman 2001): the
 * growth of its pinball loss, as a fraction. The same question for every learner.
 */
public final class InputImportance {

    private InputImportance() {}

    /** By observed input, in the definition's order. */
    public static Map<String, Double> of(Forecaster forecaster, WindowSet windows) {
        double before = loss(forecaster, windows);
        ModelDefinition model = windows.definition();
        Map<String, Double> importance = new LinkedHashMap<>();
        for (int input = 0; input < model.observed().size(); input++) {
            ObservedInput name = model.observed().get(input);
            double without = loss(forecaster, new Exchanged(windows, input));
            importance.put(name.name(), without / before - 1);
        }
        return importance;
    }

    private static double loss(Forecaster forecaster, WindowSet windows) {
        return ForecastScores.of(windows, forecaster.quantiles(windows)).pinball();
    }

    /** The windows, but one input is that of the window half the set away. */
    private record Exchanged(WindowSet windows, int input) implements WindowSet {

        @Override
        public ModelDefinition definition() {
            return windows.definition();
        }

        @Override
        public int size() {
            return windows.size();
        }

        @Override
        public int symbol(int window) {
            return windows.symbol(window);
        }

        @Override
        public long atMillis(int window) {
            return windows.atMillis(window);
        }

        @Override
        public void observed(int window, FloatBuffer into) {
            int width = definition().observed().size();
            int start = into.position();
            FloatBuffer other = FloatBuffer.allocate(definition().lookback() * width);
            windows.observed((window + size() / 2) % size(), other);
            windows.observed(window, into);
            for (int at = input; at < other.capacity(); at += width) {
                into.put(start + at, other.get(at));
            }
        }

        @Override
        public void known(int window, FloatBuffer into) {
            windows.known(window, into);
        }

        @Override
        public void targets(int window, FloatBuffer into) {
            windows.targets(window, into);
        }
    }
}
