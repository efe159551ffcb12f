package io.millrace.connectors.inference;

import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelWindow;
import io.millrace.domain.model.Prediction;
import java.util.concurrent.CompletableFuture;

/** Models of which a few decimals are believed, so that they say the same on every machine. */
record RoundedModels(Models models, int decimals) implements Models {

    @Override
    public CompletableFuture<ModelAnswer> ask(ModelRef model, ModelWindow window) {
        return models.ask(model, window).thenApply(this::rounded);
    }

    private ModelAnswer rounded(ModelAnswer answer) {
        Prediction prediction = answer.prediction();
        return prediction == null ? answer : ModelAnswer.of(prediction.rounded(decimals));
    }

    @Override
    public void close() {
        models.close();
    }
}
