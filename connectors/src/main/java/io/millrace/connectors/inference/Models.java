package io.millrace.connectors.inference;

import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelWindow;
import java.util.concurrent.CompletableFuture;

/** Asks models what they expect of a window. May be used by several threads at once. */
public interface Models extends AutoCloseable {

    /**
     * What the model says, or why it says nothing. Fails only where a run is to fail: a live run's
     * never does.
     */
    CompletableFuture<ModelAnswer> ask(ModelRef model, ModelWindow window);

    @Override
    void close();
}
