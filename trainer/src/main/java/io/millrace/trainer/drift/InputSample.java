package io.millrace.trainer.drift;

import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ObservedInput;
import io.millrace.trainer.learn.WindowSet;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the observed inputs of a set of windows look like: of each the values of evenly drawn
 * windows' last bars, ascending.
 *
 * @param definition version of the definition
 * @param values by input
 */
public record InputSample(String definition, Map<String, List<Double>> values) {

    private static final int MOST = 2_000;

    /** Draws from windows, of which there must be one. */
    public static InputSample of(WindowSet windows) {
        ModelDefinition model = windows.definition();
        int width = model.observed().size();
        int count = Math.min(MOST, windows.size());
        double[][] drawn = new double[width][count];
        FloatBuffer one = FloatBuffer.allocate(model.lookback() * width);
        for (int i = 0; i < count; i++) {
            windows.observed((int) ((long) i * windows.size() / count), one.clear());
            for (int input = 0; input < width; input++) {
                drawn[input][i] = one.get((model.lookback() - 1) * width + input);
            }
        }
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (int input = 0; input < width; input++) {
            Arrays.sort(drawn[input]);
            ObservedInput name = model.observed().get(input);
            values.put(name.name(), Arrays.stream(drawn[input]).boxed().toList());
        }
        return new InputSample(model.version(), values);
    }
}
