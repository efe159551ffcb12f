package io.millrace.connectors.inference;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelWindow;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks as a replay must: whether there is an answer depends on the question alone, so a server that
 * is away is waited for, and a run that it stays away from fails.
 */
final class PatientModels extends ModelServer {

    private static final long LONGEST_CALL = 30_000;
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 2_000;

    private final String url;
    private final long patienceMillis;

    PatientModels(ModelClient client, ModelDefinition definition, String url, long patienceMillis) {
        super(client, definition);
        this.url = url;
        this.patienceMillis = patienceMillis;
    }

    @Override
    void look(List<ModelRef> models) throws ModelFailure {
        for (ModelRef model : models) {
            try {
                patiently(() -> served(model).look(callMillis())).join();
            } catch (RuntimeException thrown) {
                throw failure(thrown);
            }
        }
    }

    @Override
    public CompletableFuture<ModelAnswer> ask(ModelRef model, ModelWindow window) {
        return patiently(() -> prediction(model, window, callMillis()))
                .thenApply(ModelServer::answer);
    }

    private <T> CompletableFuture<T> patiently(Supplier<CompletableFuture<T>> question) {
        CompletableFuture<T> result = new CompletableFuture<>();
        attempt(question, result, now(), FIRST_PAUSE);
        return result;
    }

    private <T> void attempt(
            Supplier<CompletableFuture<T>> question,
            CompletableFuture<T> result,
            long sinceMillis,
            long pauseMillis) {
        var unused =
                question.get()
                        .whenComplete(
                                (answer, thrown) -> {
                                    if (thrown == null) {
                                        result.complete(answer);
                                        return;
                                    }
                                    ModelFailure failure = failure(thrown);
                                    if (!failure.mayPass()) {
                                        result.completeExceptionally(failure);
                                    } else if (now() - sinceMillis >= patienceMillis) {
                                        result.completeExceptionally(away(failure));
                                    } else {
                                        later(question, result, sinceMillis, pauseMillis);
                                    }
                                });
    }

    private <T> void later(
            Supplier<CompletableFuture<T>> question,
            CompletableFuture<T> result,
            long sinceMillis,
            long pauseMillis) {
        var unused =
                timer().schedule(
                                () ->
                                        attempt(
                                                question,
                                                result,
                                                sinceMillis,
                                                Math.min(2 * pauseMillis, LONGEST_PAUSE)),
                                pauseMillis,
                                MILLISECONDS);
    }

    private ModelFailure away(ModelFailure last) {
        return new ModelFailure(
                last.kind(),
                "model server "
                        + url
                        + ": away for "
                        + patienceMillis
                        + " ms (expected: an answer to every question of a replay; start the server"
                        + " or raise model.patience); last: "
                        + last.getMessage(),
                last);
    }

    private long callMillis() {
        return Math.min(patienceMillis, LONGEST_CALL);
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
