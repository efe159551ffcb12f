package io.millrace.control.explain;

import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Ensemble;
import io.millrace.domain.ensemble.EnsembleSettings;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.risk.DenialCode.Response;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RiskPolicy;
import io.millrace.domain.risk.RiskRules;
import io.millrace.domain.risk.RuleReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A recorded decision made again by the program's own functions, from its record alone.
 *
 * @param checks every part that was made again
 * @param notes what could not be, and why
 * @param ensemble the settings of the ensemble that were used
 */
record Recomputation(List<Check> checks, List<String> notes, EnsembleSettings ensemble) {

    /** One part, as recorded and as made again. */
    record Check(String part, String recorded, String recomputed) {
        boolean isEqual() {
            return recorded.equals(recomputed);
        }
    }

    boolean isEqual() {
        return checks.stream().allMatch(Check::isEqual);
    }

    /**
     * Makes it again. The length of the bars is not among the settings of a run: any under which
     * the record comes out again is the right one.
     */
    static Recomputation of(RecordedDecision recorded, RecordedSettings settings) {
        Recomputation first = at(Resolution.MINUTE, recorded, settings);
        for (Resolution resolution : Resolution.values()) {
            Recomputation other = at(resolution, recorded, settings);
            if (other.isEqual()) {
                return other;
            }
        }
        return first;
    }

    private static Recomputation at(
            Resolution resolution, RecordedDecision recorded, RecordedSettings settings) {
        List<Check> checks = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        EnsembleSettings ensemble = settings.ensemble(resolution);
        Decision decision = recorded.decision();
        checks.add(new Check("decision id", recorded.id(), decision.id().toString()));
        if (decision.modelAbsent()) {
            ensemble(decision, ensemble, checks);
        } else {
            notes.add(
                    "a model voted, whose quantiles are not in the record: votes taken as they are");
        }
        RiskDecision verdict = recorded.verdict();
        if (verdict != null) {
            verdict(recorded, verdict, settings, checks, notes);
        }
        return new Recomputation(checks, notes, ensemble);
    }

    private static void ensemble(Decision decision, EnsembleSettings settings, List<Check> checks) {
        Premises premises = Premises.of(decision, settings.gates().window());
        Decision again = new Ensemble(settings).decide(premises.observation());
        check(checks, "votes", decision.votes(), again.votes());
        check(checks, "score", decision.score(), again.score());
        check(checks, "regime", decision.regime(), again.regime());
        check(checks, "confidence", decision.confidence(), again.confidence());
        check(checks, "gates", decision.gates(), again.gates());
        check(checks, "action", decision.action(), again.action());
    }

    private static void verdict(
            RecordedDecision recorded,
            RiskDecision verdict,
            RecordedSettings settings,
            List<Check> checks,
            List<String> notes) {
        RecordedDecision.Inputs inputs = recorded.inputs();
        check(checks, "verdict", verdict.approved(), approvedBy(verdict.readings()));
        if (inputs == null) {
            notes.add(
                    "the account as the policy saw it is not kept in this run: its readings are"
                            + " taken as they are");
            return;
        }
        RiskPolicy.Verdict again =
                new RiskPolicy(RiskRules.standard(settings.limits()))
                        .assess(inputs.entry(), inputs.view());
        check(checks, "readings", verdict.readings(), again.readings());
        check(checks, "approved", verdict.approved(), again.approved());
        check(
                checks,
                "quantity",
                verdict.quantity().stripTrailingZeros().toPlainString(),
                again.quantity().stripTrailingZeros().toPlainString());
    }

    /** A rule that cuts down does not refuse. */
    static boolean approvedBy(List<RuleReading> readings) {
        return readings.stream()
                .noneMatch(one -> one.breached() && one.rule().response() != Response.RESIZE);
    }

    /** Of two lists only what differs, or the line would tell nothing. */
    private static void check(List<Check> checks, String part, Object recorded, Object again) {
        if (recorded instanceof List<?> before && again instanceof List<?> after) {
            List<?> gone = before.stream().filter(one -> !after.contains(one)).toList();
            List<?> come = after.stream().filter(one -> !before.contains(one)).toList();
            boolean reordered = gone.isEmpty() && come.isEmpty() && !before.equals(after);
            checks.add(
                    new Check(
                            part,
                            (reordered ? before : gone).toString(),
                            (reordered ? after : come).toString()));
            return;
        }
        checks.add(new Check(part, Objects.toString(recorded), Objects.toString(again)));
    }
}
