package io.millrace.control.explain;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Opinion;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Ensemble;
import io.millrace.domain.ensemble.EnsembleSettings;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Regime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which votes, regime and gate values would have given another action; every answer is tried. */
final class EnsembleFlip {

    private static final String CHECKED_ON = "the ensemble, with the changed inputs";

    private final Decision decision;
    private final EnsembleSettings settings;
    private final Ensemble ensemble;
    private final Premises premises;

    EnsembleFlip(Decision decision, EnsembleSettings settings) {
        this.decision = decision;
        this.settings = settings;
        this.ensemble = new Ensemble(settings);
        this.premises = Premises.of(decision, settings.gates().window());
    }

    /**
     * For a HOLD: the gates that held are moved to their limits; where the votes are what held,
     * every combination of votes and regimes is tried and the one with the fewest changes wins.
     */
    Optional<Flip> ofHold() {
        List<String> moved = new ArrayList<>();
        Premises changed = premises;
        boolean votes = false;
        for (GateReading held : decision.gates()) {
            if (held.passed()) {
                continue;
            }
            switch (held.gate()) {
                case ENTRY_WINDOW -> {
                    changed = changed.atMinute(held.limit());
                    moved.add(moved(held, Wording.minute(held.limit())));
                }
                case AVERAGE_VOLUME -> {
                    changed = changed.withVolume(held.limit());
                    moved.add(moved(held, "at least " + Wording.number(held.limit())));
                }
                case VOTES, CONFIDENCE -> votes = true;
                default -> {
                    return Optional.empty(); // nothing in the record tells of a quote or a report
                }
            }
        }
        if (!votes) {
            Action action = act(changed);
            return action == Action.HOLD ? Optional.empty() : Optional.of(flip(moved, action, 1));
        }
        return fewestVotes(changed, moved);
    }

    /** For a BUY or SELL: how much fainter all votes must be to fail the confidence gate. */
    Optional<Flip> byConfidence() {
        GateReading gate = Premises.reading(decision, Gate.CONFIDENCE);
        if (gate == null || gate.actual() == null || act(premises.surer(0)) != Action.HOLD) {
            return Optional.empty();
        }
        double passes = 1;
        double fails = 0;
        for (int halving = 0; halving < 40; halving++) {
            double middle = (passes + fails) / 2;
            if (act(premises.surer(middle)) == Action.HOLD) {
                fails = middle;
            } else {
                passes = middle;
            }
        }
        return Optional.of(
                flip(
                        List.of(
                                "confidence "
                                        + Wording.number(gate.actual())
                                        + " -> below "
                                        + Wording.number(gate.limit())
                                        + " (every vote "
                                        + Wording.percent(1 - fails)
                                        + " fainter)"),
                        act(premises.surer(fails)),
                        distance(gate.actual(), gate.limit())));
    }

    /** For a BUY: less volume than its gate wants. */
    Optional<Flip> byVolume() {
        GateReading gate = Premises.reading(decision, Gate.AVERAGE_VOLUME);
        if (gate == null || gate.actual() == null) {
            return Optional.empty();
        }
        Action action = act(premises.withVolume(Math.nextDown(gate.limit())));
        return action != Action.HOLD
                ? Optional.empty()
                : Optional.of(
                        flip(
                                List.of(
                                        "average volume "
                                                + Wording.number(gate.actual())
                                                + " -> below "
                                                + Wording.number(gate.limit())),
                                action,
                                distance(gate.actual(), gate.limit())));
    }

    private Optional<Flip> fewestVotes(Premises from, List<String> moved) {
        Flip best = null;
        for (Map<AlphaName, Opinion> opinions : combinations()) {
            for (Regime regime : Regime.values()) {
                Premises tried = passing(from.with(opinions, regime));
                List<String> changes = new ArrayList<>(moved);
                changes.addAll(differences(opinions, regime));
                if (best != null && changes.size() >= best.changes().size()) {
                    continue;
                }
                Action action = act(tried);
                if (action != Action.HOLD) {
                    best = flip(changes, action, 1);
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** A decision without votes reads no other gate: what those would have read is not known. */
    private Premises passing(Premises tried) {
        Premises full = tried;
        if (Premises.reading(decision, Gate.ENTRY_WINDOW) == null) {
            full = full.atMinute(settings.gates().window().from());
        }
        return Premises.reading(decision, Gate.AVERAGE_VOLUME) == null
                ? full.withVolume(settings.gates().minAverageVolume())
                : full;
    }

    private List<Map<AlphaName, Opinion>> combinations() {
        List<Map<AlphaName, Opinion>> all = new ArrayList<>();
        all.add(Map.of());
        for (AlphaName alpha : AlphaName.values()) {
            if (alpha == AlphaName.TFT || settings.weights().getOrDefault(alpha, 0.0) == 0) {
                continue;
            }
            List<Map<AlphaName, Opinion>> longer = new ArrayList<>(all);
            for (Map<AlphaName, Opinion> one : all) {
                for (Direction direction : Direction.values()) {
                    Map<AlphaName, Opinion> more = new TreeMap<>(one);
                    more.put(alpha, new Opinion(alpha, direction, 1));
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all;
    }

    private List<String> differences(Map<AlphaName, Opinion> opinions, Regime regime) {
        List<String> changes = new ArrayList<>();
        for (AlphaName alpha : AlphaName.values()) {
            String before = Premises.vote(alpha, premises.opinions().get(alpha));
            @Nullable Opinion opinion = opinions.get(alpha);
            String after = Premises.vote(alpha, opinion);
            if (!before.equals(after)) {
                changes.add(before + " -> " + (opinion == null ? "silent" : opinion.direction()));
            }
        }
        if (regime != premises.regime()) {
            changes.add("regime " + premises.regime() + " -> " + regime);
        }
        return changes;
    }

    private Action act(Premises changed) {
        return ensemble.decide(changed.observation()).action();
    }

    private Flip flip(List<String> changes, Action after, double distance) {
        return new Flip(
                List.copyOf(changes), decision.action().name(), after.name(), CHECKED_ON, distance);
    }

    private static double distance(double actual, double limit) {
        double size = Math.max(Math.abs(actual), Math.abs(limit));
        return size == 0 ? 1 : Math.abs(actual - limit) / size;
    }

    private static String moved(GateReading held, String to) {
        return Wording.gate(held) + " -> " + to;
    }
}
