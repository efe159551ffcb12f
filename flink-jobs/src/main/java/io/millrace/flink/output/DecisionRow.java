package io.millrace.flink.output;

import io.millrace.connectors.csv.CsvLine;
import io.millrace.connectors.csv.CsvRow;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RuleReading;
import io.millrace.flink.account.Judged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of {@code decisions.csv}: what was decided, why, and what the account made of it. */
final class DecisionRow implements CsvRow<Judged> {

    static final String HEADER =
            "ts,symbol,close,decision_id,action,outcome,code,score,confidence,regime,model,votes,gates,"
                    + "requested_quantity,quantity,risk";

    private static final long serialVersionUID = 1L;

    @Override
    public void write(Judged judged, CsvLine line) {
        Decision decision = judged.decision();
        RiskDecision risk = judged.risk();
        line.time(decision.atMillis())
                .field(decision.symbol())
                .number(decision.bar().close())
                .field(decision.id())
                .field(decision.action())
                .field(outcome(risk))
                .field(code(decision, risk))
                .number(decision.score())
                .number(decision.confidence())
                .field(decision.regime())
                .field(decision.modelAbsent() ? "absent" : "used")
                .field(votes(decision.votes()))
                .field(gates(decision.gates()));
        if (risk == null) {
            line.field(null).field(null).field(null);
        } else {
            line.decimal(risk.requestedQuantity())
                    .decimal(risk.quantity())
                    .field(readings(risk.readings()));
        }
    }

    private static String outcome(@Nullable RiskDecision risk) {
        if (risk == null) {
            return "HOLD";
        }
        return risk.approved() ? "APPROVED" : "REJECTED";
    }

    /** The gate that held the decision, or the rule that refused or resized the order. */
    private static String code(Decision decision, @Nullable RiskDecision risk) {
        if (risk != null) {
            return risk.binding().map(reading -> reading.rule().name()).orElse("");
        }
        return decision.bindingGate().map(reading -> reading.gate().name()).orElse("");
    }

    private static String votes(List<Vote> votes) {
        StringBuilder text = new StringBuilder();
        for (Vote vote : votes) {
            separate(text)
                    .append(vote.alpha())
                    .append(':')
                    .append(vote.direction())
                    .append('*')
                    .append(vote.weight())
                    .append('*')
                    .append(vote.confidence());
        }
        return text.toString();
    }

    private static String gates(List<GateReading> gates) {
        StringBuilder text = new StringBuilder();
        for (GateReading gate : gates) {
            separate(text)
                    .append(gate.passed() ? "" : "!")
                    .append(gate.gate())
                    .append(':')
                    .append(gate.actual() == null ? "unknown" : gate.actual())
                    .append('/')
                    .append(gate.limit());
        }
        return text.toString();
    }

    private static String readings(List<RuleReading> readings) {
        StringBuilder text = new StringBuilder();
        for (RuleReading reading : readings) {
            separate(text)
                    .append(reading.breached() ? "!" : "")
                    .append(reading.rule())
                    .append(':')
                    .append(reading.actual())
                    .append('/')
                    .append(reading.limit());
        }
        return text.toString();
    }

    private static StringBuilder separate(StringBuilder text) {
        return text.isEmpty() ? text : text.append('|');
    }
}
