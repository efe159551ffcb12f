package io.millrace.flink.execution;

import io.millrace.connectors.control.Approval;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.ExecutionGate;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.OrderRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gates in the order in which they are asked; the first that is shut is the answer.
 *
 * <p>{@code PAPER_ONLY} is not among them: no connection leads anywhere else, so it is the
 * connection that refuses.
 */
final class Gates {

    /** A gate that is shut, and why. */
    record Shut(ExecutionGate gate, String why) {}

    /** Says why it is shut, or nothing when it is open. */
    private interface Gate {
        @Nullable String objection(BrokerRequest request, long marketMillis);
    }

    private record Row(ExecutionGate name, Gate gate) {}

    private final GateSettings settings;
    private final List<Row> rows;

    Gates(GateSettings settings) {
        this.settings = settings;
        this.rows =
                List.of(
                        new Row(ExecutionGate.DRY_RUN, this::pretending),
                        new Row(ExecutionGate.APPROVAL, this::approval),
                        new Row(ExecutionGate.KILL_SWITCH, this::killSwitch),
                        new Row(ExecutionGate.STALE, this::age));
    }

    /** Asks all of them anew; files are read each time, so that a word counts at once. */
    @Nullable Shut first(BrokerRequest request, long marketMillis) {
        for (Row row : rows) {
            String objection = row.gate().objection(request, marketMillis);
            if (objection != null) {
                return new Shut(row.name(), objection);
            }
        }
        return null;
    }

    /** Whether the request puts money at risk that is not at risk yet. */
    static boolean enters(BrokerRequest request) {
        return submits(request)
                && request.request().orders().stream().anyMatch(order -> order.leg() == Leg.ENTRY);
    }

    static boolean submits(BrokerRequest request) {
        return request.request().kind() == OrderRequest.Kind.SUBMIT;
    }

    /** A look-up changes nothing; everything else would mean an order that is not there. */
    private @Nullable String pretending(BrokerRequest request, long marketMillis) {
        boolean harmless = request.request().kind() == OrderRequest.Kind.LOOKUP;
        return settings.dryRun() && !harmless ? "orders are only pretended" : null;
    }

    private @Nullable String approval(BrokerRequest request, long marketMillis) {
        if (!submits(request)) {
            return null;
        }
        Approval approval;
        try {
            approval = settings.control().approval();
        } catch (IOException e) {
            return "approval: unreadable: " + e.getMessage() + " (expected: APPROVED)";
        }
        return switch (approval) {
            case APPROVED -> null;
            case REVOKED -> "approval: REVOKED (expected: APPROVED)";
            case UNSAID -> settings.trusted() ? null : "approval: UNSAID (expected: APPROVED)";
        };
    }

    private @Nullable String killSwitch(BrokerRequest request, long marketMillis) {
        return enters(request) && settings.control().isKilled() ? "the kill switch is on" : null;
    }

    private @Nullable String age(BrokerRequest request, long marketMillis) {
        if (!enters(request)) {
            return null;
        }
        long age = marketMillis - request.request().orders().get(0).submittedAtMillis();
        return age > settings.staleMillis()
                ? "entry: " + age + " ms old (expected: <= " + settings.staleMillis() + ")"
                : null;
    }
}
