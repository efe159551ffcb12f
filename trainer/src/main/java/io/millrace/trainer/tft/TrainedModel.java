package io.millrace.trainer.tft;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained network as a value: what it is made of, what it has learnt and where that came from.
 *
 * @param symbols the vocabulary, from place 1; place 0 is every other symbol
 */
public record TrainedModel(
        NetworkShape shape,
        List<String> symbols,
        Scalers scalers,
        Weights weights,
        Provenance provenance) {

    private static final String MEAN = "scaler.observed.mean";
    private static final String DEVIATION = "scaler.observed.std";
    private static final String TARGET = "scaler.target";

    /**
     * Where a model came from.
     *
     * @param run id of the training run
     * @param codeVersion of the program that trained it
     * @param details whatever else is worth keeping with it: settings, data hashes, fold
     */
    public record Provenance(
            String run, long seed, String codeVersion, Map<String, String> details) {

        public Provenance {
            details = Map.copyOf(details);
        }
    }

    public TrainedModel {
        symbols = List.copyOf(symbols);
        if (shape.symbols() != symbols.size() + 1) {
            throw new IllegalArgumentException(
                    "symbols: " + symbols.size() + " (expected: " + (shape.symbols() - 1) + ")");
        }
    }

    /** The same model, told where it came from. */
    public TrainedModel from(Provenance other) {
        return new TrainedModel(shape, symbols, scalers, weights, other);
    }

    /** Writes the model as a safetensors file that says everything about itself. */
    public void write(Path file) throws IOException {
        Map<String, Tensor> tensors = new TreeMap<>(weights.tensors());
        tensors.put(MEAN, vector(scalers.observedMean()));
        tensors.put(DEVIATION, vector(scalers.observedDeviation()));
        tensors.put(TARGET, vector(scalers.target()));
        new Safetensors(tensors, ModelMetadata.of(this)).write(file);
    }

    /**
     * Reads a model that {@link #write} has written.
     *
     * @throws IOException when there is none, or it is something else
     */
    public static TrainedModel read(Path file) throws IOException {
        Safetensors stored = Safetensors.read(file);
        Map<String, Tensor> tensors = new TreeMap<>(stored.tensors());
        try {
            ModelMetadata metadata = new ModelMetadata(stored.metadata());
            Scalers scalers =
                    new Scalers(
                            taken(tensors, MEAN),
                            taken(tensors, DEVIATION),
                            taken(tensors, TARGET));
            Weights weights = new Weights(tensors);
            metadata.requireHash(weights);
            return new TrainedModel(
                    metadata.shape(), metadata.symbols(), scalers, weights, metadata.provenance());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not a trained model: " + e.getMessage(), e);
        }
    }

    private static Tensor vector(float... values) {
        return new Tensor(new long[] {values.length}, values);
    }

    private static float[] taken(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.remove(name);
        if (tensor == null) {
            throw new IllegalArgumentException(name + ": missing");
        }
        return tensor.values();
    }
}
