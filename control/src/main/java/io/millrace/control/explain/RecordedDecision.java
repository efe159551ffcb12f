package io.millrace.control.explain;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.risk.AccountView;
import io.millrace.domain.risk.ProposedEntry;
import io.millrace.domain.risk.RiskDecision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as a run recorded it, with everything that followed from it.
 *
 * @param id as it stands in the record
 * @param decision what is known of it; where only the close was kept, its bar is that close
 * @param wholeBar whether the bar is known beyond its close
 * @param verdict absent for a HOLD
 * @param inputs what the verdict was made from; absent where the run keeps no audit
 * @param orders every step of its orders, in the order in which they happened
 * @param fills of its orders
 */
record RecordedDecision(
        String id,
        Decision decision,
        boolean wholeBar,
        @Nullable RiskDecision verdict,
        @Nullable Inputs inputs,
        List<OrderUpdate> orders,
        List<Fill> fills) {

    /** What the policy was asked. */
    record Inputs(ProposedEntry entry, AccountView view) {}

    String outcome() {
        if (verdict == null) {
            return "HOLD";
        }
        return decision.action() + (verdict.approved() ? ", approved" : ", rejected");
    }

    RecordedDecision with(List<OrderUpdate> steps, List<Fill> executions) {
        return new RecordedDecision(id, decision, wholeBar, verdict, inputs, steps, executions);
    }
}
