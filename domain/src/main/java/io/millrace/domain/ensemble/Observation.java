package io.millrace.domain.ensemble;

import io.millrace.domain.alpha.Opinion;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.Bar;
import io.millrace.domain.model.Prediction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one symbol at one bar close. It grows on its way: features first, then
 * opinions, then the prediction where a model answered.
 *
 * @param returns the symbol's recent returns, for portfolio risk
 * @param prediction absent where no model answered
 */
public record Observation(
        Bar bar,
        FeatureVector features,
        ReturnWindow returns,
        List<Opinion> opinions,
        @Nullable Prediction prediction) {

    public static Observation of(Bar bar, FeatureVector features, ReturnWindow returns) {
        return new Observation(bar, features, returns, List.of(), null);
    }

    public Observation with(List<Opinion> held) {
        return new Observation(bar, features, returns, held, prediction);
    }

    /** The same with what a model says, or without where it says nothing. */
    public Observation with(@Nullable Prediction said) {
        return new Observation(bar, features, returns, opinions, said);
    }
}
