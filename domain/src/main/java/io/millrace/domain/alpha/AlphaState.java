package io.millrace.domain.alpha;

import static io.millrace.domain.feature.Feature.EMA_12;
import static io.millrace.domain.feature.Feature.EMA_26;
import static io.millrace.domain.feature.Feature.MACD_SIGNAL;
import static io.millrace.domain.feature.Feature.RSI_14;

import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.SessionCalendar;
import java.util.OptionalDouble;

/**
 * All alphas of one symbol: their own states and what each of them holds.
 *
 * <p>Only the latest insight of an alpha is held: all of its insights live equally long, so an
 * earlier one never outlives it.
 */
@SuppressWarnings("ReferenceEquality") // parts that stay the same are the same objects
public record AlphaState(
        RsiAlpha rsi,
        EmaCrossAlpha emaCross,
        MacdAlpha macd,
        Stance rsiHolds,
        Stance emaCrossHolds,
        Stance macdHolds) {

    public static AlphaState start() {
        return new AlphaState(
                RsiAlpha.start(),
                EmaCrossAlpha.start(),
                MacdAlpha.start(),
                Stance.none(),
                Stance.none(),
                Stance.none());
    }

    /**
     * Lets every enabled alpha look at the features of one bar. A feature that is absent is no
     * sample: its alpha stays as it was and has no opinion.
     *
     * @param close of the bar
     */
    public AlphaStep next(
            FeatureVector features,
            double close,
            AlphaSettings settings,
            SessionCalendar calendar) {
        AlphaTurn turn =
                new AlphaTurn(
                        features.symbol(),
                        features.atMillis(),
                        new InsightLife(calendar, settings.resolution()));
        AlphaState after = this;
        if (settings.rsi()) {
            after = after.withRsi(features.value(RSI_14), settings, turn);
        }
        if (settings.emaCross()) {
            after = after.withEmaCross(features.value(EMA_12), features.value(EMA_26), turn);
        }
        if (settings.macd() && close > 0) {
            after = after.withMacd(features.value(MACD_SIGNAL), close, settings, turn);
        }
        return turn.endingIn(after);
    }

    private AlphaState withRsi(OptionalDouble reading, AlphaSettings settings, AlphaTurn turn) {
        if (reading.isEmpty()) {
            return this;
        }
        double index = reading.getAsDouble();
        Stance holds =
                turn.hear(
                        AlphaName.RSI,
                        rsi.says(index, settings.marks()),
                        rsiHolds,
                        RsiAlpha.PERIOD);
        RsiAlpha after = rsi.next(index, settings.marks());
        return after == rsi && holds == rsiHolds
                ? this
                : new AlphaState(after, emaCross, macd, holds, emaCrossHolds, macdHolds);
    }

    private AlphaState withEmaCross(OptionalDouble fast, OptionalDouble slow, AlphaTurn turn) {
        if (fast.isEmpty() || slow.isEmpty()) {
            return this;
        }
        Stance holds =
                turn.hear(
                        AlphaName.EMA_CROSS,
                        emaCross.says(fast.getAsDouble(), slow.getAsDouble()),
                        emaCrossHolds,
                        EmaCrossAlpha.PERIOD);
        EmaCrossAlpha after = emaCross.next(fast.getAsDouble(), slow.getAsDouble());
        return after == emaCross && holds == emaCrossHolds
                ? this
                : new AlphaState(rsi, after, macd, rsiHolds, holds, macdHolds);
    }

    private AlphaState withMacd(
            OptionalDouble reading, double close, AlphaSettings settings, AlphaTurn turn) {
        if (reading.isEmpty()) {
            return this;
        }
        double signal = reading.getAsDouble() / close;
        Stance holds =
                turn.hear(
                        AlphaName.MACD,
                        macd.says(signal, settings.macdThreshold()),
                        macdHolds,
                        MacdAlpha.PERIOD);
        MacdAlpha after = macd.next(signal, settings.macdThreshold());
        return after == macd && holds == macdHolds
                ? this
                : new AlphaState(rsi, emaCross, after, rsiHolds, emaCrossHolds, holds);
    }
}
