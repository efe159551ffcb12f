package io.millrace.trainer.tft;

import io.millrace.trainer.learn.WindowSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a training run leaves for the export: the model, and some of the windows that it was made
 * for, which the exported model has to agree on.
 */
public record ModelFolder(Path folder) {

    /** The trained model, within the folder. */
    public static final String MODEL = "model.safetensors";

    /** Windows that the model was not trained on, within the folder. */
    public static final String WINDOWS = "windows.safetensors";

    private static final int WINDOWS_KEPT = 64;
    private static final String OBSERVED = "observed";
    private static final String KNOWN = "known";
    private static final String SYMBOL = "symbol";

    /**
     * Writes the model and some windows, evenly drawn.
     *
     * @param real at least one window, of the model's definition
     */
    public void write(TrainedModel model, WindowSet real) throws IOException {
        int count = Math.min(WINDOWS_KEPT, real.size());
        int[] numbers =
                IntStream.range(0, count)
                        .map(at -> (int) ((long) at * real.size() / count))
                        .toArray();
        Files.createDirectories(folder);
        write(WindowBatch.of(real, numbers), model.shape());
        model.write(folder.resolve(MODEL));
    }

    private void write(WindowBatch windows, NetworkShape shape) throws IOException {
        long size = windows.size();
        float[] symbols = new float[windows.size()];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = windows.symbols()[i];
        }
        new Safetensors(
                        Map.of(
                                OBSERVED,
                                new Tensor(
                                        new long[] {size, shape.lookback(), shape.observed()},
                                        windows.observed()),
                                KNOWN,
                                new Tensor(
                                        new long[] {size, shape.positions(), shape.known()},
                                        windows.known()),
                                SYMBOL,
                                new Tensor(new long[] {size}, symbols)),
                        Map.of())
                .write(folder.resolve(WINDOWS));
    }

    /**
     * Reads the model.
     *
     * @throws IOException when there is none, or its weights are not those that were written
     */
    public TrainedModel model() throws IOException {
        return TrainedModel.read(folder.resolve(MODEL));
    }

    /**
     * Reads the windows.
     *
     * @throws IOException when there are none, or they are not the model's
     */
    public WindowBatch windows(NetworkShape shape) throws IOException {
        Path file = folder.resolve(WINDOWS);
        Map<String, Tensor> tensors = Safetensors.read(file).tensors();
        Tensor observed = tensors.get(OBSERVED);
        Tensor known = tensors.get(KNOWN);
        Tensor symbol = tensors.get(SYMBOL);
        if (observed == null || known == null || symbol == null) {
            throw new IOException(file + " (expected: observed, known and symbol)");
        }
        int size = symbol.values().length;
        requireSize(file, OBSERVED, observed, size * shape.lookback() * shape.observed());
        requireSize(file, KNOWN, known, size * shape.positions() * shape.known());
        long[] symbols = new long[size];
        for (int i = 0; i < size; i++) {
            symbols[i] = (long) symbol.values()[i];
        }
        return new WindowBatch(observed.values(), known.values(), symbols, new float[0]);
    }

    private static void requireSize(Path file, String name, Tensor tensor, int size)
            throws IOException {
        if (size == 0 || tensor.values().length != size) {
            throw new IOException(
                    file
                            + ": "
                            + tensor.values().length
                            + " values of "
                            + name
                            + " (expected: "
                            + size
                            + ", and > 0)");
        }
    }
}
