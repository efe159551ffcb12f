package io.millrace.trainer.tft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AdamTest {

    private static final double RATE = 0.01;

    /** Kingma and Ba's algorithm 1, written again; two weights start as the same numbers. */
    @Test
    void followsThePaper() {
        double[][] slopes = {{1, -2}, {0.5, 3}};
        double[][] weight = new double[2][2];
        double[][] mean = new double[2][2];
        double[][] square = new double[2][2];

        try (NDManager root = Torch.manager()) {
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            for (String name : new String[] {"a", "b"}) {
                NDArray array = Torch.array(root, new float[2], 2);
                array.setRequiresGradient(true);
                arrays.put(name, array);
            }
            Adam adam = new Adam(root, arrays, RATE, Map.of(), 0);
            for (int step = 1; step <= 5; step++) {
                step(root, arrays, adam, slopes);
                double norm = 0;
                for (int w = 0; w < 2; w++) {
                    for (int i = 0; i < 2; i++) {
                        norm += Math.pow(slopes[w][i] * Math.exp(weight[w][i]), 2);
                    }
                }
                double[][] before = {weight[0].clone(), weight[1].clone()};
                for (int w = 0; w < 2; w++) {
                    for (int i = 0; i < 2; i++) {
                        double gradient = slopes[w][i] * Math.exp(before[w][i]) / Math.sqrt(norm);
                        mean[w][i] = 0.9 * mean[w][i] + 0.1 * gradient;
                        square[w][i] = 0.999 * square[w][i] + 0.001 * gradient * gradient;
                        double corrected = mean[w][i] / (1 - Math.pow(0.9, step));
                        double size = square[w][i] / (1 - Math.pow(0.999, step));
                        weight[w][i] -= RATE * corrected / (Math.sqrt(size) + 1e-8);
                    }
                }
            }

            for (int i = 0; i < 2; i++) {
                assertThat((double) array(arrays, "a").toFloatArray()[i])
                        .isCloseTo(weight[0][i], within(1e-6));
                assertThat((double) array(arrays, "b").toFloatArray()[i])
                        .isCloseTo(weight[1][i], within(1e-6));
            }
        }
    }

    /** The gradient of {@code slope * exp(weight)}, which is longer than 1 and so shortened. */
    private static void step(
            NDManager root, Map<String, NDArray> arrays, Adam adam, double[][] slopes) {
        try (NDManager step = root.newSubManager()) {
            arrays.values().forEach(array -> array.tempAttach(step));
            try (GradientCollector gradients = Torch.engine().newGradientCollector()) {
                NDArray a = array(arrays, "a").exp().mul(step.create(floats(slopes[0])));
                NDArray b = array(arrays, "b").exp().mul(step.create(floats(slopes[1])));
                gradients.backward(a.add(b).sum());
            }
            adam.step(step, 1);
        }
    }

    private static NDArray array(Map<String, NDArray> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
