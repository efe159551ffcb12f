package io.millrace.flink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.Assessment;
import io.millrace.domain.order.OrderRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.types.PojoTestUtils;
import org.jspecify.annotations.Nullable;

class LiveAccountFunctionTest {

    private static final int MOST = 400;

    private static Path folder = Path.of("nowhere");
    private static LiveTape tape = new LiveTape(List.of(), none());
    private static int runs;

    @BeforeContainer
    static void live() throws Exception {
        folder = Files.createTempDirectory("live-account");
        List<Integer> seeds = new Random(5).ints(120).boxed().toList();
        tape = LiveTape.record(DecisionTapes.tape(seeds), folder.resolve("undisturbed"));
    }

    @AfterContainer
    static void clean() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Example
    void theTapeIsTraded() {
        LiveScene.Outcome outcome = tape.outcome();
        assertThat(outcome.side(AccountStage.FILLS)).hasSizeGreaterThan(5);
        assertThat(outcome.side(AccountStage.VIOLATIONS)).isEmpty();
        assertThat(outcome.side(LiveOutputs.DIFFERENCES)).isEmpty();
        assertThat(outcome.judged()).hasSize(120);
        assertThat(outcome.judged()).extracting(one -> one.decision().atMillis()).isSorted();
        assertThat(tape.steps().size()).isLessThan(MOST * 4);
    }

    /**
     * A checkpoint after some of the tape, a crash later on: what followed in between follows again
     * from the journal alone, nothing is judged twice, and what is asked again is looked up first.
     */
    @Property(tries = 60)
    void aCrashAnywhereBehindACheckpointAnywhereChangesNothing(
            @ForAll @IntRange(max = 1_000) int checkpointShare,
            @ForAll @IntRange(max = 1_000) int tailShare)
            throws Exception {
        int checkpointAt = tape.steps().size() * checkpointShare / 1_000;
        int crashAt = checkpointAt + (tape.steps().size() - checkpointAt) * tailShare / 1_000;
        Path journal = folder.resolve("cut-" + runs++);
        OperatorSubtaskState state;
        LiveScene.Outcome known;
        LiveScene.Outcome lost;
        try (LiveScene before = LiveScene.open(journal, null)) {
            hear(before, 0, checkpointAt);
            known = before.outcome();
            state = before.checkpoint();
            hear(before, checkpointAt, crashAt);
            lost = before.outcome();
        }

        try (LiveScene after = LiveScene.open(journal, state)) {
            continueAfter(after, checkpointAt, crashAt);
            LiveScene.Outcome again = after.outcome();
            assertThat(joined(known.judged(), again.judged())).isEqualTo(tape.outcome().judged());
            assertThat(again.side(AccountStage.VIOLATIONS)).isEmpty();
            lost.sides()
                    .forEach(
                            (name, all) -> {
                                List<Object> before = known.sides().getOrDefault(name, List.of());
                                List<Object> tail = all.subList(before.size(), all.size());
                                assertStartsWith(
                                        name, again.sides().getOrDefault(name, List.of()), tail);
                            });
            assertThat(verdicts(joined(known.side(AccountStage.RISK), again)))
                    .isEqualTo(verdicts(tape.outcome().side(AccountStage.RISK)));
        }
    }

    /** There is nothing but the journal when the first crash comes before the first checkpoint. */
    @Property(tries = 15)
    void aCrashBeforeTheFirstCheckpointIsReplayedFromTheStart(
            @ForAll @IntRange(min = 1, max = 1_000) int share) throws Exception {
        int crashAt = tape.steps().size() * share / 1_000;
        Path journal = folder.resolve("early-" + runs++);
        try (LiveScene before = LiveScene.open(journal, null)) {
            hear(before, 0, crashAt);
        }
        try (LiveScene after = LiveScene.open(journal, null)) {
            continueAfter(after, 0, crashAt);
            assertThat(after.outcome().judged()).isEqualTo(tape.outcome().judged());
        }
    }

    @Property(tries = 20)
    void aSecondCrashBeforeTheNextCheckpointFindsTheFirstAwakeningInTheJournal(
            @ForAll @IntRange(max = 1_000) int first, @ForAll @IntRange(max = 1_000) int second)
            throws Exception {
        int size = tape.steps().size();
        int crashAt = size * Math.min(first, second) / 1_000;
        int againAt = size * Math.max(first, second) / 1_000;
        Path journal = folder.resolve("twice-" + runs++);
        try (LiveScene before = LiveScene.open(journal, null)) {
            hear(before, 0, crashAt);
        }
        LiveScene.Outcome once;
        try (LiveScene after = LiveScene.open(journal, null)) {
            for (int i = 0; i < againAt; i++) {
                if (i == crashAt) {
                    after.hear(books(crashAt));
                }
                LiveTape.Step step = tape.steps().get(i);
                if (i >= crashAt || step.input() == null) {
                    after.hear(step);
                }
            }
            once = after.outcome();
        }
        try (LiveScene last = LiveScene.open(journal, null)) {
            last.hear(books(againAt));
            once.sides()
                    .forEach(
                            (name, all) ->
                                    assertStartsWith(
                                            name,
                                            last.outcome().sides().getOrDefault(name, List.of()),
                                            all));
        }
    }

    @Example
    void aRequestThatNobodyAnsweredIsAskedAgainWithALookUp() throws Exception {
        int asked = firstStepThatAsks();
        Path journal = folder.resolve("unanswered");
        OperatorSubtaskState state;
        try (LiveScene before = LiveScene.open(journal, null)) {
            hear(before, 0, asked);
            state = before.checkpoint();
            before.hear(tape.steps().get(asked));
            assertThat(before.outcome().requests())
                    .isNotEmpty()
                    .noneMatch(BrokerRequest::lookFirst);
        }
        try (LiveScene after = LiveScene.open(journal, state)) {
            after.hear(books(asked));
            List<BrokerRequest> requests = after.outcome().requests();
            assertThat(requests)
                    .extracting(one -> one.request().kind())
                    .contains(OrderRequest.Kind.SUBMIT, OrderRequest.Kind.LOOKUP);
            assertThat(requests)
                    .allMatch(
                            one ->
                                    one.lookFirst()
                                            || one.request().kind() == OrderRequest.Kind.LOOKUP);
        }
    }

    @Example
    void anAnsweredRequestIsNotAskedAgain() throws Exception {
        int asked = firstStepThatAsks();
        Path journal = folder.resolve("answered");
        OperatorSubtaskState state;
        try (LiveScene before = LiveScene.open(journal, null)) {
            hear(before, 0, asked);
            state = before.checkpoint();
            hear(before, asked, asked + 2);
        }
        try (LiveScene after = LiveScene.open(journal, state)) {
            after.hear(books(asked + 2));
            assertThat(after.outcome().requests())
                    .noneMatch(one -> one.request().kind() == OrderRequest.Kind.SUBMIT);
        }
    }

    @Example
    void timeThatPassesWithoutConsequenceIsNotWrittenDown() throws Exception {
        Path journal = folder.resolve("ticks");
        try (LiveScene scene = LiveScene.open(journal, null)) {
            hear(scene, 0, 1);
            scene.hear(tick(1));
            long size = Files.size(journal);
            for (int i = 2; i < 1_000; i++) {
                scene.hear(tick(i));
            }

            assertThat(Files.size(journal)).isEqualTo(size);
            assertThat(scene.takeRequests())
                    .extracting(dispatch -> dispatch.marketMillis())
                    .endsWith(start() + 999);
            assertThat(scene.statuses()).isNotEmpty();
        }
    }

    @Example
    void aJournalThatLacksWhatTheCheckpointKnowsIsRefused() throws Exception {
        Path journal = folder.resolve("lacking");
        OperatorSubtaskState state;
        try (LiveScene before = LiveScene.open(journal, null)) {
            hear(before, 0, 20);
            state = before.checkpoint();
        }
        Files.delete(journal);

        try (LiveScene after = LiveScene.open(journal, state)) {
            assertThatThrownBy(() -> after.hear(tick(1))).hasMessageContaining("which the account");
        }
    }

    /** A feed that starts from now, not from where the last attempt began. */
    @Example
    void verdictsThatNoFeedAsksForAgainAreToldBeforeTheNextOnes() throws Exception {
        Path journal = folder.resolve("forward");
        try (LiveScene before = LiveScene.open(journal, null)) {
            hear(before, 0, tape.steps().size());
        }
        try (LiveScene after = LiveScene.open(journal, null)) {
            long later =
                    tape.outcome().judged().get(119).decision().atMillis() + DecisionTapes.MINUTE;
            after.hear(DecisionTapes.decision(Action.HOLD, "AAPL", later, 50));
            after.watermark(later);
            assertThat(after.outcome().judged().stream().filter(one -> one.risk() != null))
                    .isEqualTo(
                            tape.outcome().judged().stream()
                                    .filter(one -> one.risk() != null)
                                    .toList());
        }
    }

    @Example
    void stateJournalAndOutputsNeverFallBackToKryo() {
        for (Class<?> type :
                List.of(
                        AccountAt.class,
                        AccountInput.class,
                        JudgedInstant.class,
                        Assessment.class,
                        LiveStatus.class,
                        io.millrace.flink.execution.Dispatch.class,
                        io.millrace.flink.execution.Execution.class,
                        io.millrace.domain.live.Difference.class,
                        io.millrace.domain.live.Alert.class,
                        io.millrace.domain.audit.AuditEntry.class)) {
            PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
        }
    }

    private static void hear(LiveScene scene, int from, int to) throws Exception {
        for (LiveTape.Step step : tape.steps().subList(from, Math.min(to, tape.steps().size()))) {
            scene.hear(step);
        }
    }

    /** The broker is compared with at once; decisions come again, the broker's words do not. */
    private static void continueAfter(LiveScene scene, int checkpointAt, int crashAt)
            throws Exception {
        scene.hear(books(crashAt));
        for (int i = checkpointAt; i < tape.steps().size(); i++) {
            LiveTape.Step step = tape.steps().get(i);
            if (i >= crashAt || step.input() == null) {
                scene.hear(step);
            }
        }
    }

    private static AccountInput books(int steps) {
        int last = Math.max(0, Math.min(steps, tape.steps().size()) - 1);
        return AccountInput.snapshot(tape.steps().get(last).books(), 1);
    }

    private static long start() {
        return tape.steps().get(0).books().atMillis();
    }

    private static AccountInput tick(int i) {
        return AccountInput.signal(AccountInput.Kind.TICK, start() + i, start() + i);
    }

    private static int firstStepThatAsks() throws Exception {
        Path journal = folder.resolve("asks-" + runs++);
        try (LiveScene scene = LiveScene.open(journal, null)) {
            for (int i = 0; i < tape.steps().size(); i++) {
                scene.hear(tape.steps().get(i));
                if (!scene.outcome().requests().isEmpty()) {
                    return i;
                }
            }
        }
        throw new AssertionError("nothing was asked");
    }

    private static void assertStartsWith(String name, List<Object> all, List<Object> start) {
        assertThat(all).as(name).hasSizeGreaterThanOrEqualTo(start.size());
        assertThat(all.subList(0, start.size())).as(name).isEqualTo(start);
    }

    private static List<Judged> joined(List<Judged> first, List<Judged> second) {
        List<Judged> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static List<Object> joined(List<Object> first, LiveScene.Outcome second) {
        List<Object> all = new ArrayList<>(first);
        all.addAll(second.side(AccountStage.RISK));
        return all;
    }

    private static Map<Object, Object> verdicts(List<Object> risks) {
        Map<Object, Object> verdicts = new HashMap<>();
        for (Object risk : risks) {
            @Nullable Object before = verdicts.put(idOf(risk), risk);
            assertThat(before).isNull();
        }
        return verdicts;
    }

    private static Object idOf(Object risk) {
        return Objects.requireNonNull((io.millrace.domain.risk.RiskDecision) risk).id();
    }

    private static LiveScene.Outcome none() {
        return new LiveScene.Outcome(List.of(), Map.of(), List.of());
    }
}
