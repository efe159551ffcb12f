package io.millrace.control.explain;

import io.millrace.domain.risk.DenialCode.Response;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RiskLimits;
import io.millrace.domain.risk.RiskPolicy;
import io.millrace.domain.risk.RiskRules;
import io.millrace.domain.risk.RuleReading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which reading of a rule would have turned the verdict; every answer is tried. */
final class RiskFlip {

    private static final String APPROVED = "approved";
    private static final String REJECTED = "rejected";
    private static final String BY_POLICY = "the risk policy, with the changed inputs";
    private static final String BY_READINGS = "the readings, with the changed one";

    private final RiskDecision verdict;
    private final RecordedDecision.@Nullable Inputs inputs;
    private final RiskLimits limits;

    RiskFlip(
            RiskDecision verdict,
            RecordedDecision.@Nullable Inputs inputs,
            RecordedSettings settings) {
        this.verdict = verdict;
        this.inputs = inputs;
        this.limits = settings.limits();
    }

    /**
     * How far a reading is from its limit, relative to the larger of the two; large if not a
     * number.
     */
    private static double distance(RuleReading reading) {
        double actual = number(reading.actual());
        double limit = number(reading.limit());
        double size = Math.max(Math.abs(actual), Math.abs(limit));
        return Double.isNaN(size) || size == 0 ? 1 : Math.abs(actual - limit) / size;
    }

    /** For an approved entry: the rule that is nearest to objecting. */
    Optional<Flip> ofApproved() {
        List<RuleReading> nearest =
                verdict.readings().stream()
                        .filter(one -> one.rule().response() == Response.REJECT)
                        .filter(one -> !Double.isNaN(number(one.actual())))
                        .filter(one -> !Double.isNaN(number(one.limit())))
                        .sorted(Comparator.comparingDouble(RiskFlip::distance))
                        .toList();
        for (RuleReading reading : nearest) {
            if (turns(List.of(reading), true)) {
                String changes =
                        named(reading) + " " + reading.actual() + " -> beyond " + reading.limit();
                return Optional.of(flip(List.of(changes), APPROVED, REJECTED, distance(reading)));
            }
        }
        return Optional.empty();
    }

    /** For a rejected entry: everything that objects has to change. */
    Optional<Flip> ofRejected() {
        List<RuleReading> objections =
                verdict.readings().stream()
                        .filter(RuleReading::breached)
                        .filter(one -> one.rule().response() != Response.RESIZE)
                        .toList();
        List<String> changes = new ArrayList<>();
        for (RuleReading reading : objections) {
            changes.add(named(reading) + " " + reading.actual() + " -> within " + reading.limit());
        }
        return turns(objections, false)
                ? Optional.of(flip(changes, REJECTED, APPROVED, 1))
                : Optional.empty();
    }

    private boolean turns(List<RuleReading> moved, boolean breach) {
        if (inputs == null) {
            List<RuleReading> changed =
                    verdict.readings().stream()
                            .map(
                                    one ->
                                            moved.contains(one)
                                                    ? new RuleReading(
                                                            one.rule(),
                                                            one.limit(),
                                                            one.limit(),
                                                            breach)
                                                    : one)
                            .toList();
            return Recomputation.approvedBy(changed) != breach;
        }
        ViewDraft draft = new ViewDraft(inputs);
        RiskNudge nudge = new RiskNudge(limits, quantity(inputs));
        for (RuleReading reading : moved) {
            boolean known =
                    breach
                            ? nudge.breach(reading.rule(), draft)
                            : nudge.content(reading.rule(), draft);
            if (!known) {
                return false;
            }
        }
        RiskPolicy.Verdict after =
                new RiskPolicy(RiskRules.standard(limits)).assess(draft.entry(), draft.view());
        return after.approved() != breach;
    }

    /** What was approved; of a rejected entry the most that it could have been. */
    private BigDecimal quantity(RecordedDecision.Inputs known) {
        return verdict.quantity().signum() > 0
                ? verdict.quantity()
                : known.entry().requested().min(limits.maxOrderShares());
    }

    private Flip flip(List<String> changes, String before, String after, double distance) {
        String checkedOn = inputs == null ? BY_READINGS : BY_POLICY;
        return new Flip(changes, before, after, checkedOn, distance);
    }

    private static String named(RuleReading reading) {
        return Wording.spelled(reading.rule());
    }

    /** Not a number where the reading is a word; seconds count as numbers. */
    private static double number(String text) {
        String plain = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
        try {
            return new BigDecimal(plain).doubleValue();
        } catch (NumberFormatException word) {
            return Double.NaN;
        }
    }
}
