package io.millrace.control.explain;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Opinion;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.EntryWindow;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Observation;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.ensemble.RiskContext;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.feature.ReturnWindow;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the ensemble must have seen to write down what it wrote down. Values that its record does
 * not tell cannot have mattered, so any that agree with the record will do.
 *
 * @param decision whose record it is
 * @param opinions of the alphas
 * @param minute of the day; absent when not known
 * @param toClose minutes to the close; absent when not known
 * @param volume average session volume; absent when not known
 */
record Premises(
        Decision decision,
        Map<AlphaName, Opinion> opinions,
        Regime regime,
        @Nullable Double minute,
        @Nullable Double toClose,
        @Nullable Double volume) {

    /** Farther from the close than any session is long. */
    private static final double LONG_BEFORE_THE_CLOSE = 24 * 60;

    /** Beyond any band that a regime can be configured with. */
    private static final double FAR_ABOVE = 3;

    static Premises of(Decision decision, EntryWindow window) {
        Map<AlphaName, Opinion> opinions = new TreeMap<>();
        for (Vote vote : decision.votes()) {
            opinions.put(
                    vote.alpha(), new Opinion(vote.alpha(), vote.direction(), vote.confidence()));
        }
        GateReading time = reading(decision, Gate.ENTRY_WINDOW);
        GateReading volume = reading(decision, Gate.AVERAGE_VOLUME);
        return new Premises(
                decision,
                opinions,
                decision.regime(),
                time == null ? null : time.actual(),
                time == null ? null : toClose(time, window),
                volume == null ? null : volume.actual());
    }

    /** A limit before the window's own is the close, cutting it short. */
    private static @Nullable Double toClose(GateReading time, EntryWindow window) {
        Double minute = time.actual();
        if (minute == null) {
            return null;
        }
        boolean cut = minute >= window.from() && time.limit() < window.to();
        return cut ? time.limit() - minute + 1 : LONG_BEFORE_THE_CLOSE;
    }

    static @Nullable GateReading reading(Decision decision, Gate gate) {
        return decision.gates().stream()
                .filter(reading -> reading.gate() == gate)
                .findFirst()
                .orElse(null);
    }

    Premises with(Map<AlphaName, Opinion> others, Regime in) {
        return new Premises(decision, others, in, minute, toClose, volume);
    }

    Premises atMinute(double other) {
        return new Premises(decision, opinions, regime, other, LONG_BEFORE_THE_CLOSE, volume);
    }

    Premises withVolume(double other) {
        return new Premises(decision, opinions, regime, minute, toClose, other);
    }

    /** With every alpha less sure by the factor. */
    Premises surer(double factor) {
        Map<AlphaName, Opinion> fainter = new TreeMap<>();
        opinions.forEach(
                (alpha, opinion) ->
                        fainter.put(
                                alpha,
                                new Opinion(
                                        alpha,
                                        opinion.direction(),
                                        opinion.confidence() * factor)));
        return with(fainter, regime);
    }

    Observation observation() {
        FeatureVector.Builder features =
                new FeatureVector.Builder(decision.symbol(), decision.atMillis(), 0);
        put(features, Feature.MINUTE_OF_DAY, minute);
        put(features, Feature.MINUTES_TO_CLOSE, toClose);
        put(features, Feature.AVERAGE_SESSION_VOLUME, volume);
        if (regime != Regime.UNKNOWN) {
            features.put(Feature.SMA_20.place(), average(regime));
            features.put(Feature.SMA_50.place(), 1);
        }
        RiskContext risk = decision.risk();
        if (risk != null) {
            put(features, Feature.VOLATILITY_5, risk.volatility5());
        }
        return Observation.of(
                        decision.bar(),
                        features.build(),
                        risk == null ? ReturnWindow.empty() : risk.returns())
                .with(opinions.values().stream().toList());
    }

    /** The fast average, the slow one being 1. */
    private static double average(Regime regime) {
        return switch (regime) {
            case BULL -> FAR_ABOVE;
            case BEAR -> -FAR_ABOVE;
            case SIDEWAYS, UNKNOWN -> 1;
        };
    }

    private static void put(
            FeatureVector.Builder features, Feature feature, @Nullable Double value) {
        if (value != null) {
            features.put(feature.place(), value);
        }
    }

    /** Words for what changed between two sets of opinions. */
    static String vote(AlphaName alpha, @Nullable Opinion opinion) {
        Direction direction = opinion == null ? null : opinion.direction();
        return alpha + " " + (direction == null ? "silent" : direction);
    }
}
