package io.millrace.flink.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.market.Market;
import io.millrace.domain.model.Absence;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.PointerSchedule;
import io.millrace.testkit.KeyedOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowFunctionTest {

    private static final ModelRef OLD = new ModelRef("tft", "1", null);
    private static final ModelRef NEW = new ModelRef("tft", "2", null);
    private static final WindowGathering GATHERING =
            new WindowGathering(Market.XNYS, ModelDefinition.STANDARD);

    @Test
    void nobodyIsAskedBeforeTheWindowIsFull() throws Exception {
        List<Question> questions =
                operator(ModelPointer.always(OLD)).run(Minutes.of(122, "AAPL", "MSFT"));

        assertThat(questions).hasSize(244);
        assertThat(questions.subList(0, 238))
                .allMatch(one -> one.absence() == Absence.NOT_READY && one.window() == null);
        assertThat(questions.subList(238, 244))
                .allMatch(one -> one.absence() == null && one.window() != null);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 121, 239, 241, 260})
    void restoringAtAnyBarChangesNothing(int cut) throws Exception {
        List<Observation> tape = Minutes.of(130, "AAPL", "MSFT");

        assertThat(operator(ModelPointer.always(OLD)).runCutAt(tape, cut))
                .isEqualTo(operator(ModelPointer.always(OLD)).run(tape));
    }

    @Test
    void aModelExpiresWithTheFirstBarThatIsTooLateForIt() throws Exception {
        ModelPointer pointer = new ModelPointer(Long.MIN_VALUE, Minutes.end(125), OLD, null, 0);
        List<Question> questions = operator(pointer).run(Minutes.of(127, "AAPL"));

        assertThat(questions.get(124).absence()).isNull();
        assertThat(questions.get(125).absence()).isEqualTo(Absence.EXPIRED);
        assertThat(questions.get(126).absence()).isEqualTo(Absence.EXPIRED);
    }

    @ParameterizedTest(name = "commanded after minute {0}")
    @ValueSource(ints = {0, 50, 123})
    void aPointerCountsFromItsTimeOnWheneverItWasSaid(int commandedAfter) throws Exception {
        List<ModelRef> models = models(commandedAfter, 124, -1);

        assertThat(models.subList(119, 124)).containsOnly(OLD);
        assertThat(models.subList(124, 130)).containsOnly(NEW);
    }

    @Test
    void aPointerSurvivesARestartBetweenItsCommandAndItsTime() throws Exception {
        assertThat(models(50, 124, 60)).isEqualTo(models(50, 124, -1));
    }

    @Test
    void aPointerForBarsAlreadyAnsweredIsNotTakenAndSaysSo() throws Exception {
        try (var harness = harness(null)) {
            harness.processElement(Minutes.at("AAPL", 10, 100), Minutes.end(10));
            harness.processWatermark(new Watermark(Minutes.end(10)));
            harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);
            harness.processBroadcastElement(from(Minutes.end(10)), 0);

            assertThat(harness.getSideOutput(PointedWindowFunction.ALERTS))
                    .singleElement()
                    .satisfies(
                            alert -> {
                                assertThat(alert.getValue().code())
                                        .isEqualTo(ModelAlert.Code.POINTER_TOO_LATE);
                                assertThat(alert.getValue().text()).contains("tft/2");
                            });
        }
    }

    /** Who is asked about each of 130 minutes. */
    private static List<ModelRef> models(int commandedAfter, int from, int restart)
            throws Exception {
        List<Question> questions = new ArrayList<>();
        var harness = harness(null);
        harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);
        for (int minute = 0; minute < 130; minute++) {
            harness.processElement(Minutes.at("AAPL", minute, 100), Minutes.end(minute));
            harness.processWatermark(new Watermark(Minutes.end(minute) - 1));
            if (minute == commandedAfter) {
                harness.processBroadcastElement(from(Minutes.end(from)), 0);
            }
            if (minute == restart) {
                questions.addAll(harness.extractOutputValues());
                OperatorSubtaskState snapshot = harness.snapshot(1, 1);
                harness.close();
                harness = harness(snapshot);
                harness.processBroadcastWatermark(Watermark.MAX_WATERMARK);
            }
        }
        questions.addAll(harness.extractOutputValues());
        harness.close();
        return questions.stream()
                .map(one -> Objects.requireNonNull(one.pointer()).active())
                .toList();
    }

    private static ModelPointer from(long millis) {
        return new ModelPointer(millis, ModelPointer.NEVER, NEW, null, 0);
    }

    private static KeyedOperator<String, Observation, Question> operator(ModelPointer pointer) {
        return new KeyedOperator<>(
                () -> new WindowFunction(GATHERING, PointerSchedule.of(pointer)),
                observation -> observation.bar().symbol(),
                Types.STRING,
                observation -> observation.bar().endMillis());
    }

    private static KeyedBroadcastOperatorTestHarness<String, Observation, ModelPointer, Question>
            harness(@Nullable OperatorSubtaskState snapshot) throws Exception {
        var function =
                new PointedWindowFunction(GATHERING, PointerSchedule.of(ModelPointer.always(OLD)));
        var harness =
                new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(
                                function, List.of(PointedWindowFunction.COMMANDS)),
                        (Observation observation) -> observation.bar().symbol(),
                        Types.STRING,
                        240,
                        1,
                        0);
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }
}
