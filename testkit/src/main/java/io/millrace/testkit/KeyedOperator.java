package io.millrace.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * A keyed operator under test, run over a list of inputs in Flink's own harness: once through, or
 * cut in half with everything after the cut done by a new operator restored from a snapshot.
 *
 * <p>The property that every operator has to hold is {@code run(inputs).equals(runCutAt(inputs,
 * cut))} for every cut. Each input is followed by a watermark just below its event time, and the
 * run ends with the last watermark of a bounded stream, so timers fire as they do in a job.
 *
 * @param <K> key
 * @param <I> input
 * @param <O> output
 */
public final class KeyedOperator<K, I, O> {

    private final Supplier<KeyedProcessFunction<K, I, O>> function;
    private final KeySelector<I, K> key;
    private final TypeInformation<K> keyType;
    private final ToLongFunction<I> eventTime;

    /**
     * An operator to test.
     *
     * @param function makes a fresh function; called once for every harness
     * @param eventTime the event time of an input, epoch milliseconds
     */
    public KeyedOperator(
            Supplier<KeyedProcessFunction<K, I, O>> function,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            ToLongFunction<I> eventTime) {
        this.function = function;
        this.key = key;
        this.keyType = keyType;
        this.eventTime = eventTime;
    }

    /** The main output of one run from the first input to the last. */
    public List<O> run(List<I> inputs) throws Exception {
        return runCutAt(inputs, inputs.size());
    }

    /** The main output when the operator is replaced after {@code cut} inputs. */
    public List<O> runCutAt(List<I> inputs, int cut) throws Exception {
        return cutRun(inputs, cut, KeyedOneInputStreamOperatorTestHarness::extractOutputValues);
    }

    /** The side output of a run in which the operator is replaced after {@code cut} inputs. */
    public <S> List<S> sideOutputCutAt(List<I> inputs, int cut, OutputTag<S> tag) throws Exception {
        return cutRun(
                inputs,
                cut,
                harness -> {
                    var records = harness.getSideOutput(tag);
                    return records == null
                            ? List.of()
                            : records.stream().map(record -> record.getValue()).toList();
                });
    }

    private <R> List<R> cutRun(List<I> inputs, int cut, Outputs<K, I, O, R> outputs)
            throws Exception {
        int at = Math.min(cut, inputs.size());
        List<R> collected = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (var before = opened(null)) {
            feed(before, inputs.subList(0, at));
            collected.addAll(outputs.of(before));
            snapshot = before.snapshot(1, 1);
        }
        try (var after = opened(snapshot)) {
            feed(after, inputs.subList(at, inputs.size()));
            after.processWatermark(Watermark.MAX_WATERMARK);
            collected.addAll(outputs.of(after));
        }
        return collected;
    }

    private void feed(KeyedOneInputStreamOperatorTestHarness<K, I, O> harness, List<I> inputs)
            throws Exception {
        for (I input : inputs) {
            long at = eventTime.applyAsLong(input);
            harness.processElement(input, at);
            harness.processWatermark(at - 1);
        }
    }

    private KeyedOneInputStreamOperatorTestHarness<K, I, O> opened(
            @Nullable OperatorSubtaskState snapshot) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(function.get()), key, keyType);
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }

    private interface Outputs<K, I, O, R> {
        List<R> of(KeyedOneInputStreamOperatorTestHarness<K, I, O> harness) throws Exception;
    }
}
