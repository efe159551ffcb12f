package io.millrace.flink.account;

import static io.millrace.flink.account.DecisionTapes.MINUTE;
import static io.millrace.flink.account.DecisionTapes.TEN;
import static io.millrace.flink.account.DecisionTapes.decision;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.config.Settings;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.testkit.KeyedOperator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

class AccountFunctionTest {

    private static final int MOST = 180;
    private static final String ACCOUNT = "backtest";

    private static final List<OutputTag<?>> SIDES =
            List.of(
                    AccountStage.RISK,
                    AccountStage.ORDERS,
                    AccountStage.FILLS,
                    AccountStage.POSITIONS,
                    AccountStage.EQUITY);

    private final StrategySettings strategy = eager();
    private final KeyedOperator<String, Decision, Judged> account =
            new KeyedOperator<>(
                    () -> new AccountFunction(strategy, true),
                    decision -> ACCOUNT,
                    Types.STRING,
                    Decision::atMillis);

    @Provide
    Arbitrary<List<Decision>> tapes() {
        return Arbitraries.integers().list().ofMinSize(30).ofMaxSize(MOST).map(DecisionTapes::tape);
    }

    @Property(tries = 12)
    void restoringAtAnyDecisionChangesNothing(
            @ForAll("tapes") List<Decision> tape, @ForAll @IntRange(max = MOST) int cut)
            throws Exception {
        assertThat(account.runCutAt(tape, cut)).isEqualTo(account.run(tape));
        for (OutputTag<?> side : SIDES) {
            assertThat(account.sideOutputCutAt(tape, cut, side))
                    .as(side.getId())
                    .isEqualTo(account.sideOutputCutAt(tape, tape.size(), side));
        }
    }

    @Property(tries = 12)
    void decisionsOfOneInstantMayArriveInAnyOrder(
            @ForAll("tapes") List<Decision> tape, @ForAll long seed) throws Exception {
        List<Decision> shuffled = new ArrayList<>(tape);
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.sort(Comparator.comparingLong(Decision::atMillis));

        assertThat(account.run(shuffled)).isEqualTo(account.run(tape));
        for (OutputTag<?> side : SIDES) {
            assertThat(account.sideOutputCutAt(shuffled, 0, side))
                    .as(side.getId())
                    .isEqualTo(account.sideOutputCutAt(tape, 0, side));
        }
    }

    @Example
    void theRandomTapesAreTraded() throws Exception {
        Random chance = new Random(3);
        List<Integer> seeds = chance.ints(MOST).boxed().toList();
        List<Decision> tape = DecisionTapes.tape(seeds);

        assertThat(account.sideOutputCutAt(tape, 0, AccountStage.FILLS)).hasSizeGreaterThan(10);
        assertThat(account.run(tape)).hasSameSizeAs(tape);
    }

    @Example
    void anExitFiresAtItsInstantThoughNoBarArrives() throws Exception {
        try (var harness = opened(null)) {
            buy(harness);
            long due = TEN + 31 * MINUTE;

            harness.processWatermark(due - 1);
            assertThat(exits(harness)).isEmpty();
            harness.processWatermark(due);
            assertThat(exits(harness))
                    .isNotEmpty()
                    .allSatisfy(
                            exit -> {
                                assertThat(exit.order().reason()).isEqualTo("MAX_HOLDING");
                                assertThat(exit.event().atMillis()).isEqualTo(due);
                            });
        }
    }

    @Example
    void aDeadlineThatPassedDuringAnOutageIsKeptAfterTheRestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (var before = opened(null)) {
            buy(before);
            snapshot = before.snapshot(1, 1);
        }
        try (var after = opened(snapshot)) {
            after.processWatermark(TEN + 120 * MINUTE);

            assertThat(exits(after))
                    .isNotEmpty()
                    .extracting(exit -> exit.event().atMillis())
                    .containsOnly(TEN + 31 * MINUTE);
        }
    }

    @Example
    void theFirstBarAfterAnOutageFindsTheExitAlreadyOrdered() throws Exception {
        OperatorSubtaskState snapshot;
        try (var before = opened(null)) {
            buy(before);
            snapshot = before.snapshot(1, 1);
        }
        try (var after = opened(snapshot)) {
            long back = TEN + 120 * MINUTE;
            after.processElement(decision(Action.HOLD, "AAPL", back, 50), back);
            after.processWatermark(back);

            assertThat(exits(after))
                    .extracting(OrderUpdate::status)
                    .extracting(Enum::name)
                    .endsWith("FILLED");
            assertThat(exits(after).get(exits(after).size() - 1).event().atMillis())
                    .isEqualTo(back);
        }
    }

    @Example
    void nothingHappensAfterTheEndOfTheTape() throws Exception {
        try (var harness = opened(null)) {
            buy(harness);
            int orders = orders(harness).size();

            harness.processWatermark(Watermark.MAX_WATERMARK);

            assertThat(orders(harness)).hasSize(orders);
        }
    }

    @Example
    void decisionsWaitUntilTheirInstantHasPassed() throws Exception {
        try (var harness = opened(null)) {
            harness.processElement(decision(Action.BUY, "MSFT", TEN, 50), TEN);
            harness.processElement(decision(Action.BUY, "AAPL", TEN, 50), TEN);
            harness.processWatermark(TEN - 1);
            assertThat(harness.extractOutputValues()).isEmpty();

            harness.processWatermark(TEN);

            assertThat(harness.extractOutputValues())
                    .extracting(judged -> judged.decision().symbol())
                    .containsExactly("AAPL", "MSFT");
        }
    }

    /** Long from a minute after ten; the next deadline is half an hour after that. */
    private static void buy(KeyedOneInputStreamOperatorTestHarness<String, Decision, Judged> to)
            throws Exception {
        to.processElement(decision(Action.BUY, "AAPL", TEN, 50), TEN);
        to.processElement(decision(Action.HOLD, "AAPL", TEN + MINUTE, 50), TEN + MINUTE);
        to.processWatermark(TEN + MINUTE);
        assertThat(Objects.requireNonNull(to.getSideOutput(AccountStage.FILLS))).hasSize(1);
    }

    private static List<OrderUpdate> orders(
            KeyedOneInputStreamOperatorTestHarness<String, Decision, Judged> of) {
        var records = of.getSideOutput(AccountStage.ORDERS);
        return records == null
                ? List.of()
                : records.stream().map(record -> record.getValue()).toList();
    }

    private static List<OrderUpdate> exits(
            KeyedOneInputStreamOperatorTestHarness<String, Decision, Judged> of) {
        return orders(of).stream().filter(update -> update.order().leg() == Leg.EXIT).toList();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, Decision, Judged> opened(
            @Nullable OperatorSubtaskState snapshot) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<String, Decision, Judged>(
                        new KeyedProcessOperator<>(new AccountFunction(strategy, true)),
                        decision -> ACCOUNT,
                        Types.STRING);
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }

    private static StrategySettings eager() {
        Settings settings =
                new Settings(
                        Map.ofEntries(
                                Map.entry("exits.max-holding", "30m"),
                                Map.entry("exits.take-profit", "0.02"),
                                Map.entry("exits.stop-loss", "0.015"),
                                Map.entry("exits.trailing-stop", "0.012"),
                                Map.entry("risk.max-orders-per-minute", "50"),
                                Map.entry("risk.max-orders-per-symbol-day", "50"),
                                Map.entry("risk.cooldown", "0m"),
                                Map.entry("risk.cvar.max", "1")));
        StrategySettings strategy = StrategySettings.from(settings, Resolution.MINUTE);
        settings.finish();
        return strategy;
    }
}
