package io.millrace.domain.strategy;

import io.millrace.domain.alpha.AlphaSettings;
import io.millrace.domain.config.Settings;
import io.millrace.domain.ensemble.EnsembleSettings;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelSettings;
import io.millrace.domain.portfolio.AccountSettings;
import io.millrace.domain.venue.VenueSettings;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run decides by; with the tape it determines every byte of the result.
 *
 * @param market whose sessions the tape follows
 * @param resolution length of the bars that are decided on
 * @param model which one is asked, if any
 */
public record StrategySettings(
        Market market,
        Resolution resolution,
        AlphaSettings alphas,
        ModelSettings model,
        EnsembleSettings ensemble,
        AccountSettings account,
        VenueSettings venue)
        implements Serializable {

    /** The strategy as configured; mistakes are noted in the settings. */
    public static StrategySettings from(Settings settings, Resolution resolution) {
        Market market = settings.choice("market.calendar", Market.class, Market.XNYS);
        ModelSettings model = ModelSettings.from(settings);
        return new StrategySettings(
                market,
                resolution,
                AlphaSettings.from(settings, resolution),
                model,
                EnsembleSettings.from(settings, market, resolution, model.isServed()),
                AccountSettings.from(settings),
                VenueSettings.from(settings));
    }

    /** The same strategy, whose models are asked at another server. */
    public StrategySettings servedAt(String url) {
        return new StrategySettings(
                market, resolution, alphas, model.at(url), ensemble, account, venue);
    }

    /** The same strategy after something was said about who answers. */
    public StrategySettings pointed(List<ModelPointer> said) {
        return new StrategySettings(
                market, resolution, alphas, model.after(said), ensemble, account, venue);
    }

    /** The defaults over bars of that resolution. */
    public static StrategySettings standard(Resolution resolution) {
        return from(new Settings(Map.of()), resolution);
    }
}
