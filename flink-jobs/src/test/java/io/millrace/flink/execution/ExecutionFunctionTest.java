package io.millrace.flink.execution;

import static io.millrace.flink.execution.Requests.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.control.ControlFolder;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionFunctionTest {

    private static final Queue<BrokerAnswer> BACK = new ConcurrentLinkedQueue<>();
    private static FakeBroker broker = new FakeBroker("100000");

    @TempDir private Path home;

    @BeforeEach
    void fresh() {
        BACK.clear();
        broker = new FakeBroker("100000");
        broker.at(AT);
    }

    @Test
    void aRequestOfThisLifeGoesOutAsItIsAndItsAnswerComesBack() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(dispatch(life(harness), "ENTRY", "one"), 0);
            harness.endInput();

            assertThat(broker.heard()).extracting(BrokerRequest::lookFirst).containsExactly(false);
            assertThat(harness.extractOutputValues())
                    .extracting(one -> one.answer().outcome())
                    .containsExactly(BrokerAnswer.Outcome.TAKEN);
            assertThat(BACK).hasSize(1);
        }
    }

    @Test
    void aRequestOfAnotherLifeIsDropped() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(dispatch("another life", "ENTRY", "one"), 0);
            harness.endInput();

            assertThat(broker.heard()).isEmpty();
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void timeAloneAsksNothingAndMakesEntriesStale() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(Dispatch.time(life(harness), AT + 60_001), 0);
            harness.processElement(dispatch(life(harness), "ENTRY", "one"), 0);
            harness.endInput();

            assertThat(broker.heard()).isEmpty();
            assertThat(harness.extractOutputValues())
                    .extracting(one -> String.valueOf(one.answer().gate()))
                    .containsExactly("STALE");
        }
    }

    /** The account asks again; what the operator's state brings back may have been refused. */
    @Test
    void whatWasUnderWayAtACheckpointIsNotSentFromTheState() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var before = harness()) {
            before.open();
            before.processElement(dispatch("the life before", "ENTRY", "one"), 0);
            checkpoint = before.snapshot(1, 1);
        }
        try (var after = harness()) {
            after.initializeState(checkpoint);
            after.open();
            after.endInput();

            assertThat(after.extractOutputValues()).isEmpty();
            assertThat(broker.submissions()).isEmpty();
        }
    }

    private static Dispatch dispatch(String life, String word, String id) {
        return new Dispatch(life, "AAPL", AT, Requests.of(word, id));
    }

    private static String life(OneInputStreamOperatorTestHarness<Dispatch, Execution> harness) {
        var operator =
                (org.apache.flink.streaming.api.operators.AbstractStreamOperator<?>)
                        harness.getOperator();
        return JobLife.of(operator.getRuntimeContext());
    }

    private OneInputStreamOperatorTestHarness<Dispatch, Execution> harness() throws Exception {
        var gates = new GateSettings(false, true, 60_000, ControlFolder.of(home, "paper"));
        var harness =
                new OneInputStreamOperatorTestHarness<Dispatch, Execution>(
                        new AsyncWaitOperatorFactory<>(
                                new ExecutionFunction(() -> broker, gates, 4, new ToTheTest()),
                                0,
                                100,
                                AsyncDataStream.OutputMode.UNORDERED),
                        TypeInformation.of(Dispatch.class)
                                .createSerializer(new SerializerConfigImpl()));
        harness.setup(
                TypeInformation.of(Execution.class).createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private static final class ToTheTest implements WayBack<BrokerAnswer> {

        private static final long serialVersionUID = 1L;

        @Override
        public End<BrokerAnswer> open() {
            return new End<>() {
                @Override
                public void send(BrokerAnswer value) {
                    BACK.add(value);
                }

                @Override
                public void close() {}
            };
        }
    }

    @Test
    void theAnswersAreTheOnesThatTheBrokerGave() throws Exception {
        try (var harness = harness()) {
            harness.open();
            for (String word : List.of("ENTRY", "LOOKUP", "CANCEL")) {
                harness.processElement(dispatch(life(harness), word, "one"), 0);
            }
            harness.endInput();

            assertThat(BACK)
                    .extracting(answer -> answer.kind() + " " + answer.outcome())
                    .containsExactly("SUBMIT TAKEN", "LOOKUP FOUND", "CANCEL REFUSED");
        }
    }
}
