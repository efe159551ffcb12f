package io.millrace.connectors.jdbc;

import io.millrace.domain.alpha.Insight;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RuleReading;
import java.util.List;

/** Where insights, ensemble decisions and the verdicts of risk are kept, with all their numbers. */
public final class DecisionTables {

    private DecisionTables() {}

    public static Table<Insight> insights(RunScope scope) {
        return Table.of(
                "alpha_signals",
                List.of(
                        scope.run(),
                        Column.choice("alpha", Insight::alpha),
                        Column.text("symbol", Insight::symbol),
                        Column.time("ts", Insight::generatedAtMillis)),
                List.of(
                        Column.time("closes_at", Insight::closesAtMillis),
                        Column.choice("direction", Insight::direction)));
    }

    public static Table<Decision> decisions(RunScope scope) {
        return Table.of(
                "signals",
                List.of(
                        scope.run(),
                        Column.text("strategy", Decision::strategy),
                        Column.text("symbol", Decision::symbol),
                        Column.time("ts", Decision::atMillis)),
                List.of(
                        Column.id("event_id", Decision::id),
                        Column.id("correlation_id", Decision::correlationId),
                        Column.choice("action", Decision::action),
                        Column.number("score", Decision::score),
                        Column.number("confidence", Decision::confidence),
                        Column.choice("regime", Decision::regime),
                        Column.flag("model_absent", Decision::modelAbsent),
                        Column.number("close", decision -> decision.bar().close()),
                        Column.text(
                                "binding_gate",
                                decision ->
                                        decision.bindingGate()
                                                .map(reading -> reading.gate().name())
                                                .orElse(null)),
                        Column.json(
                                "votes",
                                decision -> Json.array(decision.votes(), DecisionTables::json)),
                        Column.json(
                                "gates",
                                decision -> Json.array(decision.gates(), DecisionTables::json))));
    }

    public static Table<RiskDecision> riskDecisions(RunScope scope) {
        return Table.of(
                "risk_decisions",
                List.of(
                        scope.run(),
                        Column.text("account", RiskDecision::account),
                        Column.text("strategy", RiskDecision::strategy),
                        Column.text("symbol", RiskDecision::symbol),
                        Column.time("ts", RiskDecision::atMillis)),
                List.of(
                        Column.id("event_id", RiskDecision::id),
                        Column.id("correlation_id", RiskDecision::correlationId),
                        Column.flag("approved", RiskDecision::approved),
                        Column.exact("requested_quantity", RiskDecision::requestedQuantity),
                        Column.exact("quantity", RiskDecision::quantity),
                        Column.text(
                                "binding_rule",
                                decision ->
                                        decision.binding()
                                                .map(reading -> reading.rule().name())
                                                .orElse(null)),
                        Column.choice("trading_state", RiskDecision::state),
                        Column.json(
                                "readings",
                                decision ->
                                        Json.array(decision.readings(), DecisionTables::json))));
    }

    private static Json json(Vote vote) {
        return Json.object()
                .put("alpha", vote.alpha().name())
                .put("direction", vote.direction().name())
                .put("weight", vote.weight())
                .put("confidence", vote.confidence());
    }

    private static Json json(GateReading reading) {
        return Json.object()
                .put("gate", reading.gate().name())
                .put("actual", reading.actual())
                .put("limit", reading.limit())
                .put("passed", reading.passed());
    }

    private static Json json(RuleReading reading) {
        return Json.object()
                .put("rule", reading.rule().name())
                .put("actual", reading.actual())
                .put("limit", reading.limit())
                .put("breached", reading.breached());
    }
}
