package io.millrace.flink.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.inference.Models;
import io.millrace.connectors.inference.ModelsConnector;
import io.millrace.domain.model.Absence;
import io.millrace.domain.model.ModelAnswer;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelWindow;
import io.millrace.domain.model.Prediction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelFunctionTest {

    private static final ModelPointer POINTER = ModelPointer.always(ModelRef.newest("tft"));
    private static final long TIMEOUT = 1_000;

    /** What was asked and waits for its answer, by time; operators are copied and share it. */
    private static final Map<Long, CompletableFuture<ModelAnswer>> ASKED =
            new ConcurrentHashMap<>();

    @BeforeEach
    void nothingWasAsked() {
        ASKED.clear();
    }

    @Test
    void answersLeaveInTheOrderOfTheBarsWhateverTheOrderInWhichTheyCome() throws Exception {
        try (var harness = harness(null)) {
            ask(harness, 0, 1, 2);
            answer(2);
            answer(1);
            assertThat(harness.extractOutputValues()).isEmpty();
            answer(0);
            harness.endInput();

            assertThat(times(harness)).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void aBarWithoutAWindowAsksNobodyAndWaitsForNothingButItsTurn() throws Exception {
        try (var harness = harness(null)) {
            harness.processElement(
                    new Question(Minutes.at("AAPL", 0, 100), null, POINTER, Absence.NOT_READY), 0);
            harness.endInput();

            assertThat(ASKED).isEmpty();
            assertThat(harness.extractOutputValues())
                    .singleElement()
                    .satisfies(
                            one -> assertThat(one.active().absence()).isEqualTo(Absence.NOT_READY));
        }
    }

    @Test
    void aClientThatForgetsItsDeadlineDoesNotHoldTheBarAndItsLateAnswerIsDropped()
            throws Exception {
        try (var harness = harness(null)) {
            harness.setProcessingTime(0);
            ask(harness, 0);
            harness.setProcessingTime(TIMEOUT + 1);
            answer(0);
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .singleElement()
                    .satisfies(
                            one -> assertThat(one.active().absence()).isEqualTo(Absence.DEADLINE));
        }
    }

    @Test
    void whatIsUnderWayAtACheckpointIsAskedAgain() throws Exception {
        OperatorSubtaskState snapshot;
        var before = harness(null);
        ask(before, 0, 1);
        snapshot = before.snapshot(1, 1);
        ASKED.clear();
        try (var after = harness(snapshot)) {
            assertThat(ASKED).containsOnlyKeys(0L, 1L);
            ask(after, 2);
            answer(1);
            answer(0);
            answer(2);
            after.endInput();

            assertThat(times(after)).containsExactly(0L, 1L, 2L);
        }
    }

    private static void ask(
            OneInputStreamOperatorTestHarness<Question, Answered> harness, int... times)
            throws Exception {
        for (int time : times) {
            harness.processElement(
                    new Question(
                            Minutes.at("AAPL", time, 100),
                            new ModelWindow("AAPL", time, new float[] {1}, new float[] {2}),
                            POINTER,
                            null),
                    time);
        }
    }

    private static void answer(long time) {
        ASKED.getOrDefault(time, new CompletableFuture<>())
                .complete(
                        ModelAnswer.of(
                                new Prediction(
                                        "AAPL",
                                        time,
                                        List.of(new Prediction.Horizon(30, -0.01, 0, 0.01)),
                                        "1",
                                        "ab")));
    }

    private static List<Long> times(OneInputStreamOperatorTestHarness<Question, Answered> harness) {
        return harness.extractOutputValues().stream()
                .map(
                        one -> {
                            Prediction said = one.active().prediction();
                            return said == null ? -1 : said.atMillis();
                        })
                .toList();
    }

    private static OneInputStreamOperatorTestHarness<Question, Answered> harness(
            @Nullable OperatorSubtaskState snapshot) throws Exception {
        var harness =
                new OneInputStreamOperatorTestHarness<>(
                        new AsyncWaitOperatorFactory<>(
                                new ModelFunction(new Held(), POINTER),
                                TIMEOUT,
                                100,
                                OutputMode.ORDERED),
                        TypeInformation.of(Question.class)
                                .createSerializer(new SerializerConfigImpl()));
        harness.setup();
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }

    /** Models that answer when the test says so. */
    private record Held() implements ModelsConnector {

        private static final long serialVersionUID = 1L;

        @Override
        public Models connect(List<ModelRef> models) {
            return new Models() {
                @Override
                public CompletableFuture<ModelAnswer> ask(ModelRef model, ModelWindow window) {
                    return ASKED.computeIfAbsent(
                            window.atMillis(), time -> new CompletableFuture<>());
                }

                @Override
                public void close() {}
            };
        }
    }
}
