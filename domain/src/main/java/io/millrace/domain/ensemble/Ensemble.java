package io.millrace.domain.ensemble;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import java.util.List;

/**
 * From what is known about a symbol at a bar close to one decision: the same observation always
 * gives the same decision, and a HOLD is one too.
 */
public final class Ensemble {

    private final EnsembleSettings settings;
    private final VoteCount count;
    private final GateKeeper gates;

    public Ensemble(EnsembleSettings settings) {
        this.settings = settings;
        this.count = new VoteCount(settings);
        this.gates = new GateKeeper(settings.gates(), settings.market().calendar().zone());
    }

    /** The decision on one symbol at one bar close. */
    public Decision decide(Observation observation) {
        ModelView model =
                count.hears(AlphaName.TFT)
                        ? ModelView.of(observation.prediction(), observation.bar().endMillis())
                        : null;
        Tally tally = count.of(observation.opinions(), model == null ? null : model.opinion());
        double score = tally.score();
        Regime regime = settings.scale().regime().of(observation.features());
        double confidence = settings.scale().confidence(score, regime);
        List<GateReading> readings =
                score == 0
                        ? GateKeeper.NO_VOTES
                        : score < 0
                                ? gates.exit(score, confidence)
                                : gates.entry(observation, score, confidence, model);
        Action action = action(score, readings);
        return new Decision(
                settings.strategy(),
                observation.bar(),
                action,
                score,
                confidence,
                regime,
                model == null,
                tally.votes(),
                readings,
                action == Action.BUY ? risk(observation) : null);
    }

    private static Action action(double score, List<GateReading> readings) {
        if (!GateKeeper.allPassed(readings)) {
            return Action.HOLD;
        }
        return score > 0 ? Action.BUY : Action.SELL;
    }

    private static RiskContext risk(Observation observation) {
        FeatureVector features = observation.features();
        int volatility = Feature.VOLATILITY_5.place();
        return new RiskContext(
                features.isReady(volatility) ? features.values()[volatility] : null,
                observation.returns());
    }
}
