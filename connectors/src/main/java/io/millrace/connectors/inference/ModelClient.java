package io.millrace.connectors.inference;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Speaks the Open Inference Protocol v2 to one server. Every question is sent once, gives up by
 * itself at its deadline, and fails with a {@link ModelFailure} and nothing else. May be used by
 * several threads at once.
 */
public interface ModelClient extends AutoCloseable {

    CompletableFuture<InferenceAnswer> infer(InferenceRequest request, long deadlineMillis);

    /**
     * What the server says of a model.
     *
     * @param version absent: the one that the server would choose
     */
    CompletableFuture<ModelMetadata> metadata(
            String model, @Nullable String version, long deadlineMillis);

    /** Whether the model can be asked; not, where the server says so or does not have it. */
    CompletableFuture<Boolean> ready(String model, @Nullable String version, long deadlineMillis);

    @Override
    void close();
}
