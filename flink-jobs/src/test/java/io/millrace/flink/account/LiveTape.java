package io.millrace.flink.account;

import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerReport;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.live.AccountInput;
import io.millrace.flink.execution.Dispatch;
import io.millrace.flink.execution.FakeBroker;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a live account heard in one undisturbed run with a broker that answers, in its
 * order, so that the same can be heard again with a crash in the middle.
 *
 * @param steps what was heard, each with the broker's books right after it
 */
record LiveTape(List<Step> steps, LiveScene.Outcome outcome) {

    /**
     * One thing heard.
     *
     * @param watermark that came with it; absent for what the broker says
     */
    record Step(
            @Nullable Decision decision,
            @Nullable AccountInput input,
            @Nullable Long watermark,
            BrokerSnapshot books) {}

    /** Records a run over the decisions. */
    static LiveTape record(List<Decision> decisions, Path journal) throws Exception {
        List<Step> steps = new ArrayList<>();
        Deque<BrokerReport> reports = new ArrayDeque<>();
        FakeBroker broker = new FakeBroker("100000");
        broker.reportTo(reports::add);
        try (LiveScene scene = LiveScene.open(journal, null)) {
            Recorder recorder = new Recorder(scene, broker, reports, steps);
            broker.at(decisions.get(0).atMillis() - 1);
            recorder.hear(AccountInput.snapshot(broker.snapshot(), 1));
            for (int i = 0; i < decisions.size(); i++) {
                Decision decision = decisions.get(i);
                recorder.hear(decision);
                boolean last = i + 1 == decisions.size();
                if (last || decisions.get(i + 1).atMillis() > decision.atMillis()) {
                    recorder.passTo(decision.atMillis());
                }
            }
            return new LiveTape(steps, scene.outcome());
        }
    }

    /** Lets the broker answer whatever the account asks, until it asks nothing more. */
    private record Recorder(
            LiveScene scene, FakeBroker broker, Deque<BrokerReport> reports, List<Step> steps) {

        private void passTo(long atMillis) throws Exception {
            broker.at(atMillis);
            long wall = atMillis / 10;
            note(null, null, atMillis);
            scene.watermark(atMillis);
            answer(wall);
            hear(AccountInput.signal(AccountInput.Kind.TICK, atMillis + 5, wall + 1));
            answer(wall);
            hear(AccountInput.signal(AccountInput.Kind.TICK, atMillis + 9, wall + 2));
            answer(wall);
            hear(AccountInput.snapshot(broker.snapshot(), wall + 3));
            answer(wall);
        }

        private void answer(long wall) throws Exception {
            for (List<Dispatch> asked = scene.takeRequests();
                    !asked.isEmpty();
                    asked = scene.takeRequests()) {
                for (Dispatch dispatch : asked) {
                    BrokerRequest request = dispatch.request();
                    if (request != null) {
                        BrokerAnswer answer = broker.execute(request);
                        hear(AccountInput.answered(answer, wall));
                    }
                }
                while (!reports.isEmpty()) {
                    hear(AccountInput.reported(reports.remove(), wall));
                }
            }
        }

        private void hear(Decision decision) throws Exception {
            note(decision, null, null);
            scene.hear(decision);
        }

        private void hear(AccountInput input) throws Exception {
            note(null, input, null);
            scene.hear(input);
        }

        private void note(
                @Nullable Decision decision, @Nullable AccountInput input, @Nullable Long watermark)
                throws Exception {
            steps.add(new Step(decision, input, watermark, broker.snapshot()));
        }
    }
}
