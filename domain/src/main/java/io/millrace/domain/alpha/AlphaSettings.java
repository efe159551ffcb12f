package io.millrace.domain.alpha;

import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Resolution;
import java.io.Serializable;
import java.util.Map;

/**
 * Which alphas speak, and their thresholds.
 *
 * @param rsi whether the RSI alpha speaks
 * @param emaCross whether the EMA-cross alpha speaks
 * @param macd whether the MACD alpha speaks
 * @param marks of the RSI alpha, in points of the index, 0..100
 * @param macdThreshold of the signal line, as a fraction of the price
 * @param resolution of the tape: the bars in which an insight's life is counted
 */
public record AlphaSettings(
        boolean rsi,
        boolean emaCross,
        boolean macd,
        RsiAlpha.Marks marks,
        double macdThreshold,
        Resolution resolution)
        implements Serializable {

    /** The alphas of a run over bars of that resolution. */
    public static AlphaSettings from(Settings settings, Resolution resolution) {
        double oversold = settings.number("alphas.rsi.oversold", 30);
        double overbought = settings.number("alphas.rsi.overbought", 70);
        double tolerance = settings.number("alphas.rsi.tolerance", 5);
        double threshold = settings.number("alphas.macd.threshold", 0.01);
        settings.check(
                oversold > 0 && oversold < overbought,
                "alphas.rsi.oversold",
                oversold,
                "more than 0 and less than alphas.rsi.overbought, " + overbought);
        settings.check(overbought < 100, "alphas.rsi.overbought", overbought, "less than 100");
        settings.check(
                tolerance >= 0 && tolerance < overbought - oversold,
                "alphas.rsi.tolerance",
                tolerance,
                "at least 0 and less than the distance of the marks");
        settings.check(
                threshold >= 0 && threshold < 1,
                "alphas.macd.threshold",
                threshold,
                "at least 0 and less than 1, as a fraction of the price");
        return new AlphaSettings(
                settings.flag("alphas.rsi.enabled", true),
                settings.flag("alphas.ema-cross.enabled", true),
                settings.flag("alphas.macd.enabled", true),
                new RsiAlpha.Marks(oversold, overbought, tolerance),
                threshold,
                resolution);
    }

    /** The defaults over minute bars. */
    public static AlphaSettings standard() {
        return from(new Settings(Map.of()), Resolution.MINUTE);
    }
}
