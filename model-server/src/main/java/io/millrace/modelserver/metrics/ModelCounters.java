package io.millrace.modelserver.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one version of a model has done, counted as Triton counts: an inference is a row, an
 * execution is a run, and each request of a run took as long as the run.
 */
public final class ModelCounters {

    private final ConcurrentMap<Failure, LongAdder> failures = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, LongAdder> runsByRows = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder inferences = new LongAdder();
    private final LongAdder executions = new LongAdder();
    private final LongAdder requestNanos = new LongAdder();
    private final LongAdder failureNanos = new LongAdder();
    private final LongAdder queueNanos = new LongAdder();
    private final LongAdder inputNanos = new LongAdder();
    private final LongAdder inferNanos = new LongAdder();
    private final LongAdder outputNanos = new LongAdder();
    private final AtomicLong lastMillis = new AtomicLong();

    /** Why a request had no answer. */
    public enum Failure {
        /** A full queue or a passed deadline. */
        REJECTED,
        /** The caller left. */
        CANCELED,
        /** The runtime failed. */
        BACKEND,
        OTHER
    }

    /** A request was answered. */
    public void answered(long rows, long nanos) {
        requests.increment();
        inferences.add(rows);
        requestNanos.add(nanos);
        lastMillis.set(System.currentTimeMillis());
    }

    public void failed(Failure why, long nanos) {
        failures.computeIfAbsent(why, first -> new LongAdder()).increment();
        failureNanos.add(nanos);
    }

    public void executed(int rows) {
        executions.increment();
        runsByRows.computeIfAbsent(rows, first -> new LongAdder()).increment();
    }

    /** One request of a run went through its four stages. */
    public void took(long queued, long gathered, long ran, long split) {
        queueNanos.add(queued);
        inputNanos.add(gathered);
        inferNanos.add(ran);
        outputNanos.add(split);
    }

    /** The counts at this moment. */
    public Reading read() {
        Map<Failure, Long> why = new TreeMap<>();
        for (Failure one : Failure.values()) {
            LongAdder count = failures.get(one);
            why.put(one, count == null ? 0 : count.sum());
        }
        Map<Integer, Long> byRows = new TreeMap<>();
        runsByRows.forEach((rows, count) -> byRows.put(rows, count.sum()));
        return new Reading(
                requests.sum(),
                why,
                inferences.sum(),
                executions.sum(),
                new Durations(
                        requestNanos.sum(),
                        queueNanos.sum(),
                        inputNanos.sum(),
                        inferNanos.sum(),
                        outputNanos.sum(),
                        failureNanos.sum()),
                byRows,
                lastMillis.get());
    }

    /** Nanoseconds, summed over requests. */
    public record Durations(
            long request, long queue, long input, long infer, long output, long failure) {}

    /**
     * Counts at one moment.
     *
     * @param requests answered
     * @param inferences rows answered
     * @param executions runs
     * @param runsByRows how many runs had so many rows
     * @param lastMillis when the last answer was given; 0 for never
     */
    public record Reading(
            long requests,
            Map<Failure, Long> failures,
            long inferences,
            long executions,
            Durations durations,
            Map<Integer, Long> runsByRows,
            long lastMillis) {

        public long failed() {
            return failures.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
