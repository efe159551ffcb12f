package io.millrace.connectors.inference;

import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelWindow;
import io.millrace.domain.model.Prediction;
import java.util.concurrent.CompletableFuture;

/** Models whose returns are rounded, so that they say the same on every machine. */
record RoundedModels(Models models, long units) implements Models {

    @Override
    public CompletableFuture<ModelAnswer> ask(ModelRef model, ModelWindow window) {
        return models.ask(model, window).thenApply(this::rounded);
    }

    private ModelAnswer rounded(ModelAnswer answer) {
        Prediction prediction = answer.prediction();
        return prediction == null ? answer : ModelAnswer.of(prediction.rounded(units));
    }

    @Override
    public void close() {
        models.close();
    }
}
