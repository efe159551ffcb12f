package io.millrace.domain.ensemble;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Opinion;
import io.millrace.domain.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which confidences a configuration can produce at all, so that a gate that nothing or everything
 * passes is found before the start and not after a year of silence.
 *
 * @param withoutModel over every combination of the alphas and every regime; empty when no alpha
 *     has a weight
 * @param withModel the same with a model of any confidence; empty when it has no weight
 * @param settings what was looked at
 */
record Reachability(
        Optional<Range> withoutModel, Optional<Range> withModel, EnsembleSettings settings) {

    /**
     * Smallest and largest confidence of a decision that has votes.
     *
     * @param low above 0
     */
    record Range(double low, double high) {

        Range and(Range other) {
            return new Range(Math.min(low, other.low), Math.max(high, other.high));
        }

        String text() {
            return String.format(Locale.ROOT, "%.3g..%.3g", low, high);
        }
    }

    /** The least score that is not zero: a model may be as unsure as it likes. */
    private static final double FAINTEST = 1e-12;

    static Reachability of(EnsembleSettings settings) {
        List<Double> scores = new ArrayList<>();
        combine(
                new VoteCount(settings),
                Stream.of(AlphaName.values()).filter(alpha -> alpha != AlphaName.TFT).toList(),
                List.of(),
                scores);
        Optional<Range> alphas = range(scores, settings);
        if (settings.weight(AlphaName.TFT) == 0) {
            return new Reachability(alphas, Optional.empty(), settings);
        }
        // alone or with a flat rest it votes with any confidence; agreed with, the sum is 1
        Optional<Range> model = range(List.of(FAINTEST, -FAINTEST, 1.0, -1.0), settings);
        return new Reachability(alphas, model, settings);
    }

    /** The confidences that decisions can have as things stand. */
    Optional<Range> range() {
        if (!settings.modelServed() || withModel.isEmpty()) {
            return withoutModel;
        }
        return withoutModel.isEmpty()
                ? withModel
                : Optional.of(withoutModel.get().and(withModel.get()));
    }

    boolean neverPasses() {
        return range().isEmpty() || settings.gates().minConfidence() > range().get().high();
    }

    boolean alwaysPasses() {
        return range().isPresent() && settings.gates().minConfidence() <= range().get().low();
    }

    void check(Settings configuration) {
        configuration.check(
                range().isPresent(),
                "ensemble.weights",
                settings.weights(),
                "a voter that can vote has a weight above 0" + text());
        GateSettings gates = settings.gates();
        boolean modelNeeded = !settings.modelServed() && gates.reads(Gate.EXPECTED_MOVE);
        configuration.check(
                !modelNeeded || gates.expectedMoveUnknown() == WhenUnknown.PASS,
                GateSettings.MOVE_UNKNOWN,
                "block",
                "pass while no model is served: nothing could ever be bought");
        if (gates.reads(Gate.CONFIDENCE) && range().isPresent()) {
            configuration.check(
                    !neverPasses(),
                    GateSettings.CONFIDENCE,
                    gates.minConfidence(),
                    "within the reachable "
                            + range().get().text()
                            + ": no combination of votes can reach it"
                            + text());
            configuration.check(
                    !alwaysPasses(),
                    GateSettings.CONFIDENCE,
                    gates.minConfidence(),
                    "above the least of the reachable "
                            + range().get().text()
                            + ": every combination of votes would pass; to do without this gate,"
                            + " name confidence in ensemble.gates-off"
                            + text());
        }
    }

    private String text() {
        return " [without a model "
                + withoutModel.map(Range::text).orElse("no votes")
                + ", with one "
                + withModel.map(Range::text).orElse("no vote of its")
                + "]";
    }

    private static void combine(
            VoteCount count, List<AlphaName> silent, List<Opinion> opinions, List<Double> scores) {
        if (silent.isEmpty()) {
            scores.add(count.of(opinions, null).score());
            return;
        }
        List<AlphaName> rest = silent.subList(1, silent.size());
        combine(count, rest, opinions, scores);
        for (Direction direction : Direction.values()) {
            List<Opinion> more = new ArrayList<>(opinions);
            more.add(new Opinion(silent.get(0), direction, 1));
            combine(count, rest, more, scores);
        }
    }

    private static Optional<Range> range(List<Double> scores, EnsembleSettings settings) {
        return scores.stream()
                .filter(score -> score != 0)
                .flatMap(
                        score ->
                                Stream.of(Regime.values())
                                        .map(regime -> settings.scale().confidence(score, regime)))
                .map(confidence -> new Range(confidence, confidence))
                .reduce(Range::and);
    }
}
