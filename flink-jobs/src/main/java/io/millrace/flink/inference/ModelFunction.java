package io.millrace.flink.inference;

import io.millrace.connectors.inference.Models;
import io.millrace.connectors.inference.ModelsConnector;
import io.millrace.domain.model.Absence;
import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.jspecify.annotations.Nullable;

/** Asks the models about a window and waits elsewhere; a bar without one goes on at once. */
final class ModelFunction extends RichAsyncFunction<Question, Answered> {

    private static final long serialVersionUID = 1L;

    private final ModelsConnector connector;
    private final ModelPointer first;

    private transient @Nullable Models models;

    /**
     * A function that asks over the connector.
     *
     * @param first whose models are looked at before the first bar
     */
    ModelFunction(ModelsConnector connector, ModelPointer first) {
        this.connector = connector;
        this.first = first;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        List<ModelRef> asked = new ArrayList<>(List.of(first.active()));
        ModelRef candidate = first.candidate();
        if (candidate != null) {
            asked.add(candidate);
        }
        models = connector.connect(asked);
    }

    @Override
    public void asyncInvoke(Question question, ResultFuture<Answered> result) {
        ModelWindow window = question.window();
        ModelPointer pointer = question.pointer();
        Absence absence = question.absence();
        if (absence != null || window == null || pointer == null) {
            result.complete(
                    List.of(nobody(question, absence == null ? Absence.NOT_READY : absence, "")));
            return;
        }
        Models ask = Objects.requireNonNull(models);
        ModelRef other = pointer.candidate();
        CompletableFuture<ModelAnswer> active = ask.ask(pointer.active(), window);
        CompletableFuture<@Nullable ModelAnswer> candidate =
                other == null
                        ? CompletableFuture.completedFuture(null)
                        : ask.ask(other, window).thenApply(answer -> answer);
        var unused =
                active.thenCombine(
                                candidate,
                                (one, two) ->
                                        new Answered(question.observation(), pointer, one, two))
                        .whenComplete(
                                (answered, failure) -> {
                                    if (failure != null) {
                                        result.completeExceptionally(failure);
                                    } else {
                                        result.complete(List.of(answered));
                                    }
                                });
    }

    /**
     * The client gives up by itself, long before; should it not, the bar goes on all the same. An
     * answer that still comes is dropped by Flink, which takes the first completion only.
     */
    @Override
    public void timeout(Question question, ResultFuture<Answered> result) {
        result.complete(
                List.of(nobody(question, Absence.DEADLINE, "the client did not give up in time")));
    }

    @Override
    public void close() {
        if (models != null) {
            models.close();
        }
    }

    private static Answered nobody(Question question, Absence why, String detail) {
        return new Answered(
                question.observation(), question.pointer(), ModelAnswer.absent(why, detail), null);
    }
}
