package io.millrace.connectors.inference;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.millrace.domain.model.Absence;
import io.millrace.domain.model.CircuitBreaker;
import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelWindow;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks as a live run must: an answer within the deadline or the reason why there is none. A server
 * that is away is not asked at all until it is back, which a probe finds out beside the bars: on
 * minute bars they come too seldom for it.
 */
final class LiveModels extends ModelServer {

    private static final Logger LOG = LoggerFactory.getLogger(LiveModels.class);

    /** At the start there is time: what is served has to be found out. */
    private static final long FIRST_LOOK = 5_000;

    private final long deadlineMillis;
    private final long probeMillis;
    private final Clock clock;
    private final AtomicReference<@Nullable ModelRef> probed = new AtomicReference<>();

    // changed by change() only
    private volatile CircuitBreaker breaker;

    /** Milliseconds from anywhere that never run backwards. */
    interface Clock {

        Clock MONOTONIC = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());

        long millis();
    }

    LiveModels(
            ModelClient client,
            ModelDefinition definition,
            long deadlineMillis,
            CircuitBreaker.Settings settings,
            Clock clock) {
        super(client, definition);
        this.deadlineMillis = deadlineMillis;
        this.probeMillis = settings.probeMillis();
        this.clock = clock;
        this.breaker = CircuitBreaker.closed(settings);
        var unused =
                timer().scheduleWithFixedDelay(this::probe, probeMillis, probeMillis, MILLISECONDS);
    }

    /** A server that is away now may come back; one that serves something else is refused. */
    @Override
    void look(List<ModelRef> models) throws ModelFailure {
        for (ModelRef model : models) {
            probed.compareAndSet(null, model);
            try {
                served(model).look(Math.max(deadlineMillis, FIRST_LOOK)).join();
            } catch (RuntimeException thrown) {
                ModelFailure failure = failure(thrown);
                if (!failure.mayPass()) {
                    throw failure;
                }
                LOG.warn("model {} cannot be looked at yet: {}", model, failure.getMessage());
                failed();
            }
        }
    }

    @Override
    public CompletableFuture<ModelAnswer> ask(ModelRef model, ModelWindow window) {
        probed.compareAndSet(null, model);
        if (!isClosed()) {
            return CompletableFuture.completedFuture(
                    ModelAnswer.absent(Absence.BREAKER_OPEN, "the server was away a moment ago"));
        }
        return prediction(model, window, deadlineMillis)
                // looking and asking have a deadline each; together they have this one
                .orTimeout(deadlineMillis, MILLISECONDS)
                .handle(
                        (prediction, thrown) -> {
                            if (thrown == null) {
                                succeeded();
                                return answer(prediction);
                            }
                            return absent(thrown);
                        });
    }

    boolean isClosed() {
        return breaker.isClosed();
    }

    private ModelAnswer absent(Throwable thrown) {
        if (isTimeout(thrown)) {
            failed();
            return ModelAnswer.absent(
                    Absence.DEADLINE, "no answer within " + deadlineMillis + " ms");
        }
        ModelFailure failure = failure(thrown);
        switch (failure.kind()) {
            case UNREACHABLE, DEADLINE, FAULT -> failed();
            // it is there: asking less would not help
            case OVERLOADED, UNKNOWN_MODEL, UNAUTHORIZED, REFUSED, UNREADABLE, MISMATCH ->
                    succeeded();
        }
        return ModelAnswer.absent(absence(failure), String.valueOf(failure.getMessage()));
    }

    private static boolean isTimeout(Throwable thrown) {
        return thrown instanceof TimeoutException || thrown.getCause() instanceof TimeoutException;
    }

    /** While it is closed too, so that a death between two bars is known before the next one. */
    private void probe() {
        ModelRef model = probed.get();
        if (model == null) {
            return;
        }
        change(one -> one.probed(clock.millis()));
        var unused =
                client().ready(model.name(), model.version(), probeMillis)
                        .whenComplete(
                                (ready, thrown) -> {
                                    if (thrown != null || !ready) {
                                        failed();
                                    } else if (!isClosed()) {
                                        succeeded();
                                    }
                                });
    }

    private void failed() {
        CircuitBreaker before = change(one -> one.failed(clock.millis()));
        if (before.isClosed() && !isClosed()) {
            LOG.warn("the model server is away: decisions go on without it");
        }
    }

    private void succeeded() {
        CircuitBreaker before = change(CircuitBreaker::succeeded);
        if (!before.isClosed()) {
            LOG.info("the model server is back");
        }
    }

    /** The breaker as it was before. */
    private synchronized CircuitBreaker change(UnaryOperator<CircuitBreaker> step) {
        CircuitBreaker before = breaker;
        breaker = step.apply(before);
        return before;
    }
}
