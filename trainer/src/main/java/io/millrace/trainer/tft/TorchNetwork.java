package io.millrace.trainer.tft;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.millrace.trainer.tft.TemporalFusionTransformer.Inputs;
import io.millrace.trainer.tft.TemporalFusionTransformer.Outputs;
import java.util.Map;
import java.util.TreeMap;

/** The network in PyTorch's memory; holds it until it is closed. One thread at a time. */
final class TorchNetwork implements AutoCloseable {

    private final NetworkShape shape;
    private final NDManager root;
    private final TorchOperations operations;
    private final TemporalFusionTransformer<NDArray> network;

    private TorchNetwork(
            NetworkShape shape, Scalers scalers, NDManager root, TorchOperations operations) {
        this.shape = shape;
        this.root = root;
        this.operations = operations;
        this.network = new TemporalFusionTransformer<>(operations, shape, scalers);
        declareWeights();
    }

    static TorchNetwork trainable(
            NetworkShape shape, Scalers scalers, WeightSource start, double dropout) {
        NDManager root = Torch.manager();
        return new TorchNetwork(
                shape, scalers, root, TorchOperations.trainable(root, start, dropout));
    }

    static TorchNetwork fixed(TrainedModel model) {
        NDManager root = Torch.manager();
        TorchNetwork network =
                new TorchNetwork(
                        model.shape(),
                        model.scalers(),
                        root,
                        TorchOperations.fixed(root, model.weights()));
        network.seal();
        return network;
    }

    /** From now on an array that would stay behind a step is an error, not a leak. */
    void seal() {
        root.cap();
    }

    /** A manager for what one step makes. */
    NDManager newStep() {
        return root.newSubManager();
    }

    /** An array that lives as long as the network. */
    NDArray keep(float[] values, long... of) {
        return Torch.array(root, values, of);
    }

    Outputs<NDArray> forecast(NDManager step, WindowBatch batch, boolean training) {
        operations.begin(step, training);
        int size = batch.size();
        return network.forecast(
                new Inputs<>(
                        Torch.array(
                                step, batch.observed(), size, shape.lookback(), shape.observed()),
                        Torch.array(step, batch.known(), size, shape.positions(), shape.known()),
                        Torch.array(step, batch.symbols())));
    }

    /** An optimiser of the weights; its moments live as long as the network. */
    Adam optimiser(double learningRate, Map<String, Tensor> moments, long steps) {
        return new Adam(root, operations.weights(), learningRate, moments, steps);
    }

    /** A copy of the weights as they are now. */
    Weights weights() {
        return new Weights(copied(operations.weights()));
    }

    /** Copies of arrays, as tensors. */
    static Map<String, Tensor> copied(Map<String, NDArray> arrays) {
        Map<String, Tensor> tensors = new TreeMap<>();
        arrays.forEach(
                (name, array) ->
                        tensors.put(
                                name,
                                new Tensor(array.getShape().getShape(), array.toFloatArray())));
        return tensors;
    }

    @Override
    public void close() {
        root.close();
    }

    /** Weights come to be when they are first asked for: a window of zeros asks for all. */
    private void declareWeights() {
        float[] observed = new float[shape.lookback() * shape.observed()];
        float[] known = new float[shape.positions() * shape.known()];
        try (NDManager step = newStep()) {
            forecast(step, new WindowBatch(observed, known, new long[1], new float[0]), false);
        }
    }
}
