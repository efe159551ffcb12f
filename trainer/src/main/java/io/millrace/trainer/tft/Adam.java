package io.millrace.trainer.tft;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The optimiser Adam over a network's weights. It is here, and not the library's, because its
 * moments have to be written down: a fit that goes on after a kill is the one that was not killed.
 */
final class Adam {

    /** Names of the moments among the tensors of a checkpoint. */
    static final String MEAN = "adam.mean/";

    static final String SQUARE = "adam.square/";

    private static final float FIRST_DECAY = 0.9f;
    private static final float SECOND_DECAY = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final Map<String, Moments> moments = new LinkedHashMap<>();
    private final double learningRate;
    private long steps;

    private record Moments(NDArray weight, NDArray mean, NDArray square) {}

    /**
     * An optimiser.
     *
     * @param root keeps the moments
     * @param weights by name
     * @param stored moments of a fit that goes on; none for one that begins
     * @param steps that it has made already
     */
    Adam(
            NDManager root,
            Map<String, NDArray> weights,
            double learningRate,
            Map<String, Tensor> stored,
            long steps) {
        this.learningRate = learningRate;
        this.steps = steps;
        weights.forEach(
                (name, weight) ->
                        moments.put(
                                name,
                                new Moments(
                                        weight,
                                        moment(root, stored, MEAN + name, weight),
                                        moment(root, stored, SQUARE + name, weight))));
    }

    private static NDArray moment(
            NDManager root, Map<String, Tensor> stored, String name, NDArray weight) {
        long[] shape = weight.getShape().getShape();
        Tensor tensor = stored.get(name);
        return Torch.array(
                root, tensor == null ? new float[Tensor.size(shape)] : tensor.values(), shape);
    }

    /** One step along the gradients, which are shortened to the given length and then cleared. */
    void step(NDManager step, double longest) {
        steps++;
        // a list: as keys of a map, arrays of the same numbers would be one
        List<NDArray> gradients = new ArrayList<>();
        double squares = 0;
        for (Moments one : moments.values()) {
            NDArray gradient = one.weight().getGradient();
            gradient.attach(step);
            one.mean().tempAttach(step);
            one.square().tempAttach(step);
            gradients.add(gradient);
            squares += gradient.square().sum().getFloat();
        }
        float shortened = (float) Math.min(1, longest / (Math.sqrt(squares) + 1e-6));
        float rate = (float) rate();
        Iterator<NDArray> gradient = gradients.iterator();
        for (Moments one : moments.values()) {
            update(one, gradient.next(), rate, shortened);
        }
    }

    /** PyTorch adds gradients up; this clears them too. */
    private static void update(Moments one, NDArray gradient, float rate, float rescale) {
        gradient.getNDArrayInternal()
                .adamUpdate(
                        new NDList(one.weight(), gradient, one.mean(), one.square()),
                        new NDList(one.weight()),
                        rate,
                        rate,
                        0,
                        rescale,
                        -1,
                        FIRST_DECAY,
                        SECOND_DECAY,
                        EPSILON,
                        true,
                        false);
    }

    /** The learning rate with the correction for moments that started from zero. */
    private double rate() {
        return learningRate
                * Math.sqrt(1 - Math.pow(SECOND_DECAY, (double) steps))
                / (1 - Math.pow(FIRST_DECAY, (double) steps));
    }

    long steps() {
        return steps;
    }

    /** Copies of the moments, by the names that a checkpoint knows them by. */
    Map<String, Tensor> stored() {
        Map<String, Tensor> tensors = new TreeMap<>();
        moments.forEach(
                (name, one) -> {
                    Map<String, NDArray> both =
                            Map.of(MEAN + name, one.mean(), SQUARE + name, one.square());
                    tensors.putAll(TorchNetwork.copied(both));
                });
        return tensors;
    }
}
