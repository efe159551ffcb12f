package io.millrace.connectors.inference;

import io.millrace.domain.model.Absence;
import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelWindow;
import io.millrace.domain.model.Prediction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** What the ways to ask one server have in common: its models, its timer, its failures. */
abstract class ModelServer implements Models {

    private final ModelClient client;
    private final ModelDefinition definition;
    private final Map<ModelRef, ServedModel> served = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;

    ModelServer(ModelClient client, ModelDefinition definition) {
        this.client = client;
        this.definition = definition;
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        work -> {
                            Thread thread = new Thread(work, "model-timer");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * Looks at what is served before anything is asked.
     *
     * @throws ModelFailure when it is not what was expected
     */
    abstract void look(List<ModelRef> models) throws ModelFailure;

    @Override
    public void close() {
        timer.shutdownNow();
        client.close();
    }

    final ModelClient client() {
        return client;
    }

    final ScheduledExecutorService timer() {
        return timer;
    }

    final ServedModel served(ModelRef model) {
        return served.computeIfAbsent(model, one -> new ServedModel(client, one, definition));
    }

    /** Quantiles that are no numbers, or cross at the nearest horizon, say nothing. */
    static ModelAnswer answer(Prediction prediction) {
        boolean finite =
                prediction.horizons().stream()
                        .allMatch(
                                one ->
                                        Double.isFinite(one.q10())
                                                && Double.isFinite(one.q50())
                                                && Double.isFinite(one.q90()));
        boolean usable =
                finite
                        && !prediction.horizons().isEmpty()
                        && prediction.horizons().get(0).isUsable();
        return usable
                ? ModelAnswer.of(prediction)
                : ModelAnswer.absent(
                        Absence.UNUSABLE,
                        prediction.horizons()
                                + " of version "
                                + prediction.modelVersion()
                                + " (expected: finite quantiles in order)");
    }

    static Absence absence(ModelFailure failure) {
        return switch (failure.kind()) {
            case DEADLINE -> Absence.DEADLINE;
            case UNREACHABLE, FAULT -> Absence.UNREACHABLE;
            case OVERLOADED -> Absence.OVERLOADED;
            case UNKNOWN_MODEL, UNAUTHORIZED, REFUSED, MISMATCH -> Absence.REFUSED;
            case UNREADABLE -> Absence.UNUSABLE;
        };
    }

    static ModelFailure failure(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof ModelFailure known
                ? known
                : new ModelFailure(ModelFailure.Kind.UNREADABLE, String.valueOf(cause), cause);
    }

    final CompletableFuture<Prediction> prediction(
            ModelRef model, ModelWindow window, long deadlineMillis) {
        return served(model).ask(window, deadlineMillis);
    }
}
