package io.millrace.modelserver.batching;

import ai.onnxruntime.OrtException;
import io.millrace.modelserver.Refusal;
import io.millrace.modelserver.metrics.ModelCounters;
import io.millrace.modelserver.metrics.ModelCounters.Failure;
import io.millrace.modelserver.onnx.OnnxModel;
import io.millrace.modelserver.onnx.Workspace;
import io.millrace.modelserver.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Queues the requests of one loaded model and runs them, several as one where the model allows it.
 *
 * <p>Each instance is a thread with buffers of its own; all share one session.
 */
public final class Scheduler {

    private final Identity identity;
    private final OnnxModel model;
    private final Policy policy;
    private final Requirements requirements;
    private final ModelCounters counters;
    private final RequestQueue queue;
    private final AtomicInteger running;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Whose answers these are. */
    public record Identity(String model, String version, String sha256, String device) {}

    private Scheduler(Identity identity, OnnxModel model, Policy policy, ModelCounters counters) {
        this.identity = identity;
        this.model = model;
        this.policy = policy;
        this.counters = counters;
        this.requirements =
                new Requirements(identity.model(), model.inputs(), model.outputs(), policy);
        this.queue = new RequestQueue(policy);
        this.running = new AtomicInteger(policy.instances());
    }

    /** Starts the instances; from here on the model is closed by {@link #retire}. */
    public static Scheduler start(
            Identity identity, OnnxModel model, Policy policy, ModelCounters counters) {
        Scheduler scheduler = new Scheduler(identity, model, policy, counters);
        for (int i = 0; i < policy.instances(); i++) {
            String name = identity.model() + "/" + identity.version() + "-" + i;
            Thread instance = new Thread(scheduler::serve, name);
            instance.setDaemon(true);
            instance.start();
        }
        return scheduler;
    }

    /**
     * Takes a request in.
     *
     * @return the answer to come; empty when this scheduler has retired and the request belongs to
     *     its successor
     * @throws Refusal where the request is wrong or the queue is full
     */
    public Optional<CompletableFuture<Answer>> submit(Call call) {
        long now = System.nanoTime();
        Waiting request = waiting(call, now);
        RequestQueue.Offer offer = queue.offer(request);
        if (offer == RequestQueue.Offer.CLOSED) {
            return Optional.empty();
        }
        if (offer == RequestQueue.Offer.FULL) {
            counters.failed(Failure.REJECTED, 0);
            throw Refusal.unavailable(
                    "Exceeds maximum queue size of model '"
                            + identity.model()
                            + "': "
                            + policy.queueLimit()
                            + " requests wait");
        }
        if (request.timeoutNanos() > 0) {
            request.answer().orTimeout(request.timeoutNanos(), TimeUnit.NANOSECONDS);
        }
        CompletableFuture<Answer> unused =
                request.answer().whenComplete((answer, failure) -> account(request, failure));
        // the answer itself, not what follows from it: who cancels it keeps it from being run
        return Optional.of(request.answer());
    }

    /** Requests that wait. */
    public int waiting() {
        return queue.size();
    }

    /** Takes nothing more, answers what waits, then closes the model. */
    public CompletableFuture<Void> retire() {
        queue.close();
        return ended;
    }

    private Waiting waiting(Call call, long now) {
        Workspace.Part part = requirements.part(call);
        return new Waiting(
                call.id(),
                part,
                requirements.outputs(call),
                requirements.kind(part),
                requirements.level(call),
                new CompletableFuture<>(),
                now,
                TimeUnit.MICROSECONDS.toNanos(timeoutMicros(call)));
    }

    private long timeoutMicros(Call call) {
        long usual = TimeUnit.MILLISECONDS.toMicros(policy.timeoutMillis());
        if (call.timeoutMicros() <= 0) {
            return usual;
        }
        return usual == 0 ? call.timeoutMicros() : Math.min(usual, call.timeoutMicros());
    }

    private void account(Waiting request, @Nullable Throwable failure) {
        long nanos = System.nanoTime() - request.sinceNanos();
        if (failure == null) {
            counters.answered(request.rows(), nanos);
        } else if (failure instanceof TimeoutException) {
            counters.failed(Failure.REJECTED, nanos);
        } else if (failure instanceof CancellationException) {
            counters.failed(Failure.CANCELED, nanos);
        } else if (failure instanceof Refusal) {
            counters.failed(Failure.BACKEND, nanos);
        } else {
            counters.failed(Failure.OTHER, nanos);
        }
    }

    private void serve() {
        Workspace workspace = new Workspace(model);
        try {
            for (List<Waiting> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                run(batch, workspace);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (running.decrementAndGet() == 0) {
                model.close();
                ended.complete(null);
            }
        }
    }

    private void run(List<Waiting> batch, Workspace workspace) {
        try {
            long began = System.nanoTime();
            BitSet wanted = new BitSet();
            batch.forEach(one -> one.outputs().forEach(wanted::set));
            List<Workspace.Part> parts = batch.stream().map(Waiting::part).toList();
            Workspace.Ran ran = workspace.run(parts, wanted, policy.isBatching());
            counters.executed(parts.stream().mapToInt(Workspace.Part::rows).sum());
            Workspace.Took took = ran.took();
            for (int i = 0; i < batch.size(); i++) {
                Waiting one = batch.get(i);
                counters.took(
                        began - one.sinceNanos(),
                        took.gatherNanos(),
                        took.runNanos(),
                        took.splitNanos());
                one.answer().complete(answer(one, ran.parts().get(i)));
            }
        } catch (OrtException | RuntimeException | OutOfMemoryError e) {
            failed(batch, workspace, e);
        }
    }

    /** One request must not fail for another's values: alone, each has its own end. */
    private void failed(List<Waiting> batch, Workspace workspace, Throwable why) {
        if (batch.size() > 1) {
            batch.forEach(one -> run(List.of(one), workspace));
            return;
        }
        batch.get(0).answer().completeExceptionally(refusal(why));
    }

    private Refusal refusal(Throwable why) {
        if (why instanceof Refusal known) {
            return known;
        }
        boolean caller =
                why instanceof OrtException ort
                        && ort.getCode() == OrtException.OrtErrorCode.ORT_INVALID_ARGUMENT;
        return Refusal.of(
                caller ? Refusal.Reason.INVALID : Refusal.Reason.INTERNAL,
                "model '" + identity.model() + "' failed: " + why.getMessage());
    }

    private Answer answer(Waiting request, List<@Nullable Tensor> all) {
        List<Tensor> asked = new ArrayList<>(request.outputs().size());
        for (int output : request.outputs()) {
            asked.add(Objects.requireNonNull(all.get(output)));
        }
        return new Answer(
                identity.model(),
                identity.version(),
                identity.sha256(),
                identity.device(),
                request.id(),
                asked);
    }
}
