package io.millrace.flink.account;

import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.config.Settings;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.LiveSettings;
import io.millrace.domain.live.LiveStep;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.execution.Dispatch;
import io.millrace.flink.execution.WayBack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** A live account's operator in Flink's harness, on a journal that outlives it. */
final class LiveScene implements AutoCloseable {

    private static final List<OutputTag<?>> SIDES =
            List.of(
                    AccountStage.RISK,
                    AccountStage.ORDERS,
                    AccountStage.FILLS,
                    AccountStage.POSITIONS,
                    AccountStage.EQUITY,
                    AccountStage.VIOLATIONS,
                    LiveOutputs.ASSESSMENTS,
                    LiveOutputs.DIFFERENCES,
                    LiveOutputs.ALERTS,
                    LiveOutputs.AUDIT);

    private final KeyedTwoInputStreamOperatorTestHarness<String, Decision, AccountInput, Judged>
            harness;
    private int taken;

    /**
     * What left the operator.
     *
     * @param sides by the name of the output
     */
    record Outcome(
            List<Judged> judged, Map<String, List<Object>> sides, List<BrokerRequest> requests) {

        List<Object> side(OutputTag<?> tag) {
            return sides.getOrDefault(tag.getId(), List.of());
        }
    }

    private LiveScene(
            KeyedTwoInputStreamOperatorTestHarness<String, Decision, AccountInput, Judged>
                    harness) {
        this.harness = harness;
    }

    static LiveScene open(Path journal, @Nullable OperatorSubtaskState state) throws Exception {
        var harness =
                new KeyedTwoInputStreamOperatorTestHarness<String, Decision, AccountInput, Judged>(
                        new KeyedCoProcessOperator<>(new LiveAccountFunction(settings(journal))),
                        decision -> "backtest",
                        input -> "backtest",
                        Types.STRING);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        harness.processWatermark2(Watermark.MAX_WATERMARK);
        return new LiveScene(harness);
    }

    void hear(Decision decision) throws Exception {
        harness.processElement1(decision, decision.atMillis());
    }

    void hear(AccountInput input) throws Exception {
        harness.processElement2(input, input.atMillis());
    }

    void watermark(long atMillis) throws Exception {
        harness.processWatermark1(new Watermark(atMillis));
    }

    void hear(LiveTape.Step step) throws Exception {
        if (step.decision() != null) {
            hear(step.decision());
        } else if (step.input() != null) {
            hear(step.input());
        } else {
            watermark(Objects.requireNonNull(step.watermark()));
        }
    }

    OperatorSubtaskState checkpoint() throws Exception {
        return harness.snapshot(1, 1);
    }

    /** The dispatches since the last time they were asked for. */
    List<Dispatch> takeRequests() {
        List<Dispatch> all = values(LiveOutputs.REQUESTS);
        List<Dispatch> fresh = List.copyOf(all.subList(taken, all.size()));
        taken = all.size();
        return fresh;
    }

    Outcome outcome() {
        Map<String, List<Object>> sides = new TreeMap<>();
        for (OutputTag<?> tag : SIDES) {
            sides.put(tag.getId(), new ArrayList<>(values(tag)));
        }
        List<BrokerRequest> requests = new ArrayList<>();
        for (Dispatch dispatch : values(LiveOutputs.REQUESTS)) {
            if (dispatch.request() != null) {
                requests.add(dispatch.request());
            }
        }
        return new Outcome(List.copyOf(harness.extractOutputValues()), sides, requests);
    }

    List<LiveStatus> statuses() {
        return values(LiveOutputs.STATUS);
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    private <T> List<T> values(OutputTag<T> tag) {
        var records = harness.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(record -> record.getValue()).toList();
    }

    private static LiveAccountSettings settings(Path journal) {
        Settings settings =
                new Settings(
                        Map.ofEntries(
                                Map.entry("exits.max-holding", "30m"),
                                Map.entry("exits.take-profit", "0.02"),
                                Map.entry("exits.stop-loss", "0.015"),
                                Map.entry("risk.max-orders-per-minute", "50"),
                                Map.entry("risk.max-orders-per-symbol-day", "50"),
                                Map.entry("risk.cooldown", "0m"),
                                Map.entry("risk.cvar.max", "1")));
        StrategySettings strategy = StrategySettings.from(settings, Resolution.MINUTE);
        LiveSettings live = LiveSettings.from(settings, 600_000);
        settings.finish();
        return new LiveAccountSettings(
                strategy.account(),
                strategy.market(),
                live,
                journal.toString(),
                0,
                LiveScene::trail,
                new Nowhere());
    }

    private static List<AuditEntry> trail(AccountInput input, LiveStep step) {
        return step.requests().stream()
                .map(
                        request ->
                                new AuditEntry(
                                        step.account().account().id(),
                                        "ORDER",
                                        request.request().clientOrderId(),
                                        null,
                                        "millrace",
                                        input.kind().name(),
                                        input.atMillis()))
                .toList();
    }

    private static final class Nowhere implements WayBack<Long> {

        private static final long serialVersionUID = 1L;

        @Override
        public End<Long> open() {
            return new End<>() {
                @Override
                public void send(Long value) {}

                @Override
                public void close() {}
            };
        }
    }
}
