package io.millrace.control.explain;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.risk.RiskDecision;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A recorded decision, made again, and what would have turned it.
 *
 * @param source where its bar came from, in words
 * @param flip absent where nothing in the record could have
 */
record Explanation(
        String run,
        RecordedDecision recorded,
        Recomputation recomputed,
        String source,
        @Nullable Flip flip) {

    static Explanation of(RecordedRun run, RecordedDecision recorded) {
        RecordedSettings settings = new RecordedSettings(run.settings());
        Recomputation recomputed = Recomputation.of(recorded, settings);
        return new Explanation(
                run.name(),
                recorded,
                recomputed,
                TapeLine.of(recorded.decision(), run.data(), run.places()),
                flip(recorded, recomputed, settings).orElse(null));
    }

    private static Optional<Flip> flip(
            RecordedDecision recorded, Recomputation recomputed, RecordedSettings settings) {
        Decision decision = recorded.decision();
        RiskDecision verdict = recorded.verdict();
        if (!decision.modelAbsent()) {
            return Optional.empty(); // its quantiles are not in the record
        }
        EnsembleFlip votes = new EnsembleFlip(decision, recomputed.ensemble());
        if (verdict == null) {
            return votes.ofHold();
        }
        RiskFlip risk = new RiskFlip(verdict, recorded.inputs(), settings);
        if (!verdict.approved()) {
            return risk.ofRejected();
        }
        if (decision.action() == Action.SELL) {
            return votes.byConfidence();
        }
        return Stream.of(votes.byConfidence(), votes.byVolume(), risk.ofApproved())
                .flatMap(Optional::stream)
                .min(Comparator.comparingDouble(Flip::distance));
    }
}
