package io.millrace.flink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.flink.job.GoldenSavepoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live account's state and journal of an earlier build, and what this one makes of them. */
@SuppressWarnings("NullAway.Init") // the tape is recorded before the first test
class GoldenLiveAccountTest {

    private static final GoldenSavepoint GOLDEN = new GoldenSavepoint("live-account");
    private static final String STATE = "state";
    private static final String JOURNAL = "journal";

    @TempDir static Path folder = Path.of("");

    private static LiveTape tape;

    @BeforeAll
    static void record() throws Exception {
        List<Integer> seeds = new Random(5).ints(120).boxed().toList();
        tape = LiveTape.record(DecisionTapes.tape(seeds), folder.resolve("undisturbed"));
        if (GoldenSavepoint.isWanted()) {
            writeAnew();
        }
    }

    @Test
    void stateAndJournalOfTheReleaseGoOnAsIfNothingHadHappened() {
        GOLDEN.restoring(
                () -> {
                    LiveScene.Outcome first = firstHalf(folder.resolve("known")).outcome();
                    try (LiveScene after = LiveScene.open(journal("restored"), state())) {
                        after.hear(booksAtTheMiddle());
                        hear(after, middle(), tape.steps().size());
                        LiveScene.Outcome second = after.outcome();

                        assertThat(second.judged())
                                .isEqualTo(tail(tape.outcome().judged(), first.judged()))
                                .hasSizeGreaterThan(20);
                        assertThat(second.side(AccountStage.RISK))
                                .isEqualTo(rest(AccountStage.RISK, first))
                                .hasOnlyElementsOfType(RiskDecision.class);
                        assertThat(second.side(AccountStage.FILLS))
                                .isEqualTo(rest(AccountStage.FILLS, first))
                                .isNotEmpty();
                        assertThat(second.side(AccountStage.VIOLATIONS)).isEmpty();
                        assertThat(second.side(LiveOutputs.DIFFERENCES)).isEmpty();
                    }
                });
    }

    @Test
    void whatIsKeptIsSmall() throws IOException {
        assertThat(GOLDEN.bytes()).isBetween(1L, 300_000L);
    }

    @Test
    void aStateOfAnotherTypeIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> GOLDEN.restoring(GoldenLiveAccountTest::retyped))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "released job live-account no longer fits",
                        "must not be incompatible with the old",
                        "docs/state.md");
    }

    @Test
    void aJournalOfAnotherFormIsRefusedWithWhatToDo() {
        assertThatThrownBy(
                        () ->
                                GOLDEN.restoring(
                                        () -> {
                                            Path journal = journal("another-form");
                                            byte[] bytes = Files.readAllBytes(journal);
                                            bytes[2 * Integer.BYTES] ^= 1;
                                            Files.write(journal, bytes);
                                            try (LiveScene scene =
                                                    LiveScene.open(journal, state())) {
                                                scene.hear(booksAtTheMiddle());
                                            }
                                        }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "released job live-account no longer fits", "form", "docs/state.md");
    }

    private static void writeAnew() throws Exception {
        Path kept = Files.createDirectories(folder.resolve("kept"));
        try (LiveScene before = firstHalf(kept.resolve(JOURNAL))) {
            OperatorSnapshotUtil.writeStateHandle(
                    before.checkpoint(), kept.resolve(STATE).toString());
        }
        GOLDEN.keep(kept);
    }

    private static LiveScene firstHalf(Path journal) throws Exception {
        LiveScene scene = LiveScene.open(journal, null);
        hear(scene, 0, middle());
        return scene;
    }

    private static int middle() {
        return tape.steps().size() / 2;
    }

    private static void hear(LiveScene scene, int from, int to) throws Exception {
        for (LiveTape.Step step : tape.steps().subList(from, to)) {
            scene.hear(step);
        }
    }

    private static AccountInput booksAtTheMiddle() {
        return AccountInput.snapshot(tape.steps().get(middle() - 1).books(), 1);
    }

    private static OperatorSubtaskState state() throws Exception {
        return OperatorSnapshotUtil.readStateHandle(GOLDEN.path().resolve(STATE).toString());
    }

    /** A copy: whoever wakes writes so into the journal. */
    private static Path journal(String name) throws IOException {
        return Files.copy(GOLDEN.path().resolve(JOURNAL), folder.resolve(name));
    }

    private static List<Object> rest(OutputTag<?> side, LiveScene.Outcome first) {
        return tail(tape.outcome().side(side), first.side(side));
    }

    private static <T> List<T> tail(List<T> all, List<T> first) {
        return all.subList(first.size(), all.size());
    }

    private static void retyped() throws Exception {
        try (var harness =
                new KeyedTwoInputStreamOperatorTestHarness<String, Decision, AccountInput, String>(
                        new KeyedCoProcessOperator<>(new Text()),
                        decision -> "backtest",
                        input -> "backtest",
                        Types.STRING)) {
            harness.initializeState(state());
            harness.open();
        }
    }

    /** What somebody would make of {@code LiveAccountFunction} who does not mind the state. */
    private static final class Text
            extends KeyedCoProcessFunction<String, Decision, AccountInput, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext context) {
            ValueState<String> state =
                    getRuntimeContext()
                            .getState(new ValueStateDescriptor<>("account", Types.STRING));
            assertThat(state).isNotNull();
        }

        @Override
        public void processElement1(Decision decision, Context context, Collector<String> out) {
            out.collect(decision.symbol());
        }

        @Override
        public void processElement2(AccountInput input, Context context, Collector<String> out) {
            out.collect(input.kind().name());
        }
    }
}
