package io.millrace.connectors.inference;

import io.millrace.connectors.inference.ModelFailure.Kind;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelWindow;
import io.millrace.domain.model.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One model at one server: knows what it is before it is asked, and looks again when another
 * version answers than did before.
 */
final class ServedModel {

    /** As often as a model can be swapped while one question is under way. */
    private static final int SWAPS = 2;

    private static final String UNKNOWN = "unknown";

    private final ModelClient client;
    private final ModelRef model;
    private final ModelDefinition definition;

    // guarded by this
    private @Nullable CompletableFuture<Known> known;

    /**
     * What is known of the model.
     *
     * @param version that answered with it; absent before the first answer
     */
    private record Known(ModelContract contract, @Nullable String version) {}

    ServedModel(ModelClient client, ModelRef model, ModelDefinition definition) {
        this.client = client;
        this.model = model;
        this.definition = definition;
    }

    ModelRef model() {
        return model;
    }

    /** Looks at the model's metadata, unless that was done; a failure is not kept. */
    CompletableFuture<Void> look(long deadlineMillis) {
        return known(deadlineMillis).thenAccept(ignored -> {});
    }

    CompletableFuture<Prediction> ask(ModelWindow window, long deadlineMillis) {
        return ask(window, deadlineMillis, SWAPS);
    }

    private CompletableFuture<Prediction> ask(ModelWindow window, long deadlineMillis, int swaps) {
        return known(deadlineMillis)
                .thenCompose(
                        before ->
                                client.infer(request(window, before.contract()), deadlineMillis)
                                        .thenCompose(
                                                answer ->
                                                        heard(
                                                                window,
                                                                deadlineMillis,
                                                                swaps,
                                                                before,
                                                                answer)));
    }

    /** Takes the answer, unless it comes from a version that may know the symbol otherwise. */
    private CompletableFuture<Prediction> heard(
            ModelWindow window,
            long deadlineMillis,
            int swaps,
            Known before,
            InferenceAnswer answer) {
        String version = before.version();
        if (version == null) {
            keep(new Known(before.contract(), answer.version()));
        } else if (!version.equals(answer.version())) {
            forget();
            return known(deadlineMillis)
                    .thenCompose(
                            now -> {
                                ModelContract contract = now.contract();
                                boolean same =
                                        contract.place(window.symbol())
                                                == before.contract().place(window.symbol());
                                if (same) {
                                    keep(new Known(contract, answer.version()));
                                    return read(window, contract, answer);
                                }
                                return swaps > 0
                                        ? ask(window, deadlineMillis, swaps - 1)
                                        : failed(
                                                Kind.MISMATCH,
                                                "model "
                                                        + model
                                                        + ": version "
                                                        + answer.version()
                                                        + " answers (expected: one version for"
                                                        + " the length of a question)");
                            });
        }
        return read(window, before.contract(), answer);
    }

    private InferenceRequest request(ModelWindow window, ModelContract contract) {
        long lookback = definition.lookback();
        long ahead = lookback + definition.horizons().size();
        return new InferenceRequest(
                model.name(),
                model.version(),
                window.symbol() + "@" + window.atMillis(),
                List.of(
                        Tensor.floats(
                                ModelContract.OBSERVED,
                                List.of(1L, lookback, (long) definition.observed().size()),
                                window.observed()),
                        Tensor.floats(
                                ModelContract.KNOWN,
                                List.of(1L, ahead, (long) definition.known().size()),
                                window.known()),
                        Tensor.longs(
                                ModelContract.SYMBOL,
                                List.of(1L),
                                contract.place(window.symbol()))),
                List.of(ModelContract.QUANTILES));
    }

    private CompletableFuture<Prediction> read(
            ModelWindow window, ModelContract contract, InferenceAnswer answer) {
        String sha256 =
                answer.parameters().getOrDefault(ModelContract.SHA256_PROPERTY, contract.sha256());
        String pinned = model.sha256();
        if (pinned != null && !pinned.equals(sha256)) {
            return failed(
                    Kind.MISMATCH,
                    "model "
                            + model
                            + ": sha256 "
                            + (sha256.isEmpty() ? UNKNOWN : sha256)
                            + " (expected: "
                            + pinned
                            + ")");
        }
        try {
            return CompletableFuture.completedFuture(
                    new Prediction(
                            window.symbol(),
                            window.atMillis(),
                            horizons(answer.output(ModelContract.QUANTILES)),
                            answer.version().isEmpty() ? UNKNOWN : answer.version(),
                            sha256.isEmpty() ? UNKNOWN : sha256));
        } catch (ModelFailure unreadable) {
            return CompletableFuture.failedFuture(unreadable);
        }
    }

    private List<Prediction.Horizon> horizons(Tensor quantiles) throws ModelFailure {
        int each = definition.quantiles().size();
        List<Long> expected = List.of(1L, (long) definition.horizons().size(), (long) each);
        if (!quantiles.shape().equals(expected)) {
            throw ModelFailure.unreadable(
                    "quantiles: " + quantiles.shape() + " (expected: " + expected + ")");
        }
        double[] values = quantiles.doubles();
        List<Prediction.Horizon> horizons = new ArrayList<>();
        for (int i = 0; i < definition.horizons().size(); i++) {
            horizons.add(
                    new Prediction.Horizon(
                            definition.horizons().get(i),
                            values[i * each + place(0.1)],
                            values[i * each + place(0.5)],
                            values[i * each + place(0.9)]));
        }
        return horizons;
    }

    private int place(double quantile) throws ModelFailure {
        int place = definition.quantiles().indexOf(quantile);
        if (place < 0) {
            throw new ModelFailure(
                    Kind.MISMATCH,
                    "quantiles: " + definition.quantiles() + " (expected: " + quantile + ")",
                    null);
        }
        return place;
    }

    private synchronized CompletableFuture<Known> known(long deadlineMillis) {
        CompletableFuture<Known> asked = known;
        if (asked == null || asked.isCompletedExceptionally()) {
            asked =
                    client.metadata(model.name(), model.version(), deadlineMillis)
                            .thenApply(metadata -> new Known(contract(metadata), null));
            known = asked;
        }
        return asked;
    }

    private ModelContract contract(ModelMetadata metadata) {
        try {
            return ModelContract.of(metadata, definition);
        } catch (ModelFailure mismatch) {
            throw new CompletionException(mismatch);
        }
    }

    private synchronized void keep(Known now) {
        known = CompletableFuture.completedFuture(now);
    }

    private synchronized void forget() {
        known = null;
    }

    private static CompletableFuture<Prediction> failed(Kind kind, String text) {
        return CompletableFuture.failedFuture(new ModelFailure(kind, text, null));
    }
}
