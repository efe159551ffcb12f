package io.millrace.trainer.tft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a fit has come: everything that the next round depends on.
 *
 * @param fit what is fitted to what, as a hash; a file of another fit is refused
 * @param round the last round that is over, from 1; 0 before the first
 * @param steps steps of the optimiser
 * @param weights as they are now
 * @param moments of the optimiser
 * @param best the weights that the validation liked best
 * @param bestRound when that was
 * @param bestLoss and what it said
 */
record FitProgress(
        String fit,
        int round,
        long steps,
        Weights weights,
        Map<String, Tensor> moments,
        Weights best,
        int bestRound,
        double bestLoss) {

    private static final String NOW = "weights/";
    private static final String BEST = "best/";

    static FitProgress none(String fit) {
        Weights nothing = new Weights(Map.of());
        return new FitProgress(fit, 0, 0, nothing, Map.of(), nothing, 0, Double.POSITIVE_INFINITY);
    }

    boolean hasBegun() {
        return round > 0;
    }

    /** One more round is over. */
    FitProgress after(TftFit now, double validation) {
        boolean better = validation < bestLoss;
        Weights learnt = now.weights();
        return new FitProgress(
                fit,
                round + 1,
                now.adam().steps(),
                learnt,
                now.adam().stored(),
                better ? learnt : best,
                better ? round + 1 : bestRound,
                better ? validation : bestLoss);
    }

    boolean isOver(TftSettings settings) {
        return round >= settings.epochs() || round - bestRound >= settings.patience();
    }

    void write(Path file) throws IOException {
        Map<String, Tensor> tensors = new TreeMap<>(moments);
        weights.tensors().forEach((name, tensor) -> tensors.put(NOW + name, tensor));
        best.tensors().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
        Map<String, String> metadata =
                Map.of(
                        "fit", fit,
                        "round", String.valueOf(round),
                        "steps", String.valueOf(steps),
                        "best-round", String.valueOf(bestRound),
                        "best-loss", String.valueOf(bestLoss));
        new Safetensors(tensors, metadata).write(file);
    }

    /** What a file says of this fit, or the beginning where there is no file. */
    static FitProgress read(Path file, String fit) throws IOException {
        if (!Files.exists(file)) {
            return none(fit);
        }
        Safetensors stored = Safetensors.read(file);
        Map<String, String> metadata = stored.metadata();
        if (!fit.equals(metadata.get("fit"))) {
            throw new IOException(
                    file
                            + " is of another fit (expected: the same windows, settings and seed;"
                            + " remove it to start anew)");
        }
        Map<String, Tensor> moments = new HashMap<>(stored.tensors());
        moments.keySet().removeIf(name -> name.startsWith(NOW) || name.startsWith(BEST));
        return new FitProgress(
                fit,
                Integer.parseInt(metadata.get("round")),
                Long.parseLong(metadata.get("steps")),
                named(stored.tensors(), NOW),
                moments,
                named(stored.tensors(), BEST),
                Integer.parseInt(metadata.get("best-round")),
                Double.parseDouble(metadata.get("best-loss")));
    }

    private static Weights named(Map<String, Tensor> tensors, String prefix) {
        Map<String, Tensor> named = new TreeMap<>();
        tensors.forEach(
                (name, tensor) -> {
                    if (name.startsWith(prefix)) {
                        named.put(name.substring(prefix.length()), tensor);
                    }
                });
        return new Weights(named);
    }
}
