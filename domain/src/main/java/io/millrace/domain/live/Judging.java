package io.millrace.domain.live;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.portfolio.AccountEngine;
import io.millrace.domain.portfolio.AccountStep;
import io.millrace.domain.portfolio.EntryEvidence;
import io.millrace.domain.risk.Readiness;
import io.millrace.domain.risk.RiskDecision;
import java.util.List;

/** What the bars and decisions of an instant do to the account, in the order of a backtest. */
final class Judging {

    private final AccountEngine engine;
    private final LiveSettings live;

    Judging(AccountEngine engine, LiveSettings live) {
        this.engine = engine;
        this.live = live;
    }

    void take(LiveTurn turn, long atMillis, List<Decision> decisions) {
        turn.set(turn.feed().seen(atMillis));
        for (Decision decision : decisions) {
            turn.took(engine.onBar(turn.account(), decision.bar()));
        }
        turn.took(engine.onTime(turn.account(), atMillis));
        for (Decision decision : decisions) {
            if (decision.action() != Action.HOLD) {
                judge(turn, decision);
            }
        }
    }

    private void judge(LiveTurn turn, Decision decision) {
        Readiness readiness =
                new Readiness(
                        turn.connection().isReachable(turn.wall()),
                        Math.max(0, turn.clock() - decision.atMillis()),
                        live.silenceMillis(),
                        turn.books().reconciled());
        AccountStep step = engine.onDecision(turn.account(), decision, readiness);
        EntryEvidence evidence = step.evidence();
        for (RiskDecision verdict : step.decisions()) {
            turn.assessed(
                    new Assessment(
                            decision,
                            verdict,
                            evidence == null ? null : evidence.entry(),
                            evidence == null ? null : evidence.view()));
        }
        turn.took(step);
    }
}
