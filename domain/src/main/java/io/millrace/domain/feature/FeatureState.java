package io.millrace.domain.feature;

import io.millrace.domain.indicator.Atr;
import io.millrace.domain.indicator.Bollinger;
import io.millrace.domain.indicator.Ema;
import io.millrace.domain.indicator.Macd;
import io.millrace.domain.indicator.RateOfChange;
import io.millrace.domain.indicator.Rsi;
import io.millrace.domain.indicator.SessionVwap;
import io.millrace.domain.indicator.Sma;
import io.millrace.domain.indicator.Volatility;
import io.millrace.domain.indicator.ZScore;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.market.TradingSession;
import java.util.OptionalDouble;

/**
 * All that the built-in features need to remember of one symbol's bars.
 *
 * @param bollinger its middle is the SMA 20
 * @param macd its averages are the EMA 12 and 26
 */
public record FeatureState(
        RateOfChange change,
        Volatility volatility,
        Sma sma5,
        Sma sma50,
        Ema ema5,
        Ema ema20,
        Rsi rsi,
        Macd macd,
        Bollinger bollinger,
        Atr atr,
        ZScore volumeZ,
        SessionClock clock,
        SessionVwap vwap,
        SessionVolumes volumes,
        ReturnWindow returns) {

    public static FeatureState empty() {
        return new FeatureState(
                RateOfChange.empty(15),
                Volatility.empty(15),
                Sma.empty(5),
                Sma.empty(50),
                Ema.empty(5),
                Ema.empty(20),
                Rsi.empty(14),
                Macd.empty(12, 26, 9),
                Bollinger.empty(20, 2),
                Atr.empty(14),
                ZScore.empty(20),
                SessionClock.closed(),
                SessionVwap.empty(),
                SessionVolumes.empty(),
                ReturnWindow.empty());
    }

    /** Folds in the symbol's next bar. */
    public FeatureState next(Bar bar, SessionCalendar calendar) {
        double close = bar.close();
        RateOfChange nextChange = change.next(close);
        OptionalDouble oneReturn = nextChange.over(1);
        SessionClock nextClock = clock.at(bar.startMillis(), calendar);
        TradingSession session = nextClock.session();
        return new FeatureState(
                nextChange,
                oneReturn.isPresent() ? volatility.next(oneReturn.getAsDouble()) : volatility,
                sma5.next(close),
                sma50.next(close),
                ema5.next(close),
                ema20.next(close),
                rsi.next(close),
                macd.next(close),
                bollinger.next(close),
                atr.next(bar),
                volumeZ.next(bar.volume()),
                nextClock,
                session == null ? vwap : vwap.next(bar, session.openMillis()),
                session == null ? volumes : volumes.next(bar.volume(), session.openMillis()),
                oneReturn.isPresent()
                        ? returns.with(bar.endMillis(), oneReturn.getAsDouble())
                        : returns);
    }

    /** The built-in features after the bar that was folded in last. */
    public FeatureVector vector(Bar bar) {
        return vectorOf(bar, 0).build();
    }

    /**
     * The same with empty places for configured extras behind the built-in features.
     *
     * @param bar the bar that was folded in last
     */
    public FeatureVector.Builder vectorOf(Bar bar, int extras) {
        FeatureVector.Builder features =
                new FeatureVector.Builder(bar.symbol(), bar.endMillis(), extras);
        putAverages(features);
        putBands(features);
        putReturns(features);
        putMomentum(features);
        putSession(features, bar);
        return features;
    }

    // several small methods, not one: the compiler then keeps their optional values off the heap
    private void putAverages(FeatureVector.Builder features) {
        Sma sma20 = bollinger.middle();
        features.put(Feature.SMA_5, sma5.isReady(), sma5.mean());
        features.put(Feature.SMA_20, sma20.isReady(), bollinger.center());
        features.put(Feature.SMA_50, sma50.isReady(), sma50.mean());
        features.put(Feature.EMA_5, ema5.isReady(), ema5.average());
        features.put(Feature.EMA_12, macd.fast().isReady(), macd.fast().average());
        features.put(Feature.EMA_20, ema20.isReady(), ema20.average());
        features.put(Feature.EMA_26, macd.slow().isReady(), macd.slow().average());
    }

    private void putBands(FeatureVector.Builder features) {
        features.put(Feature.BOLLINGER_UPPER, bollinger.upper());
        features.put(Feature.BOLLINGER_LOWER, bollinger.lower());
        features.put(Feature.BOLLINGER_WIDTH, bollinger.width());
        features.put(Feature.BOLLINGER_PERCENT_B, bollinger.percentB());
        features.put(Feature.ATR_14, atr.value());
    }

    private void putReturns(FeatureVector.Builder features) {
        features.put(Feature.RETURN_1, change.over(1));
        features.put(Feature.RETURN_5, change.over(5));
        features.put(Feature.RETURN_15, change.over(15));
        features.put(Feature.VOLATILITY_5, volatility.over(5));
        features.put(Feature.VOLATILITY_15, volatility.over(15));
    }

    private void putMomentum(FeatureVector.Builder features) {
        features.put(Feature.RSI_14, rsi.value());
        features.put(Feature.MACD, macd.line());
        features.put(Feature.MACD_SIGNAL, macd.signalLine());
        features.put(Feature.MACD_HISTOGRAM, macd.histogram());
    }

    private void putSession(FeatureVector.Builder features, Bar bar) {
        long at = bar.endMillis();
        features.put(Feature.VOLUME_Z_20, volumeZ.value());
        features.put(Feature.AVERAGE_SESSION_VOLUME, volumes.average());
        features.put(Feature.MINUTE_OF_DAY, clock.minuteOfDay(at));
        features.put(Feature.HOUR_OF_DAY, clock.hourOfDay(at));
        features.put(Feature.DAY_OF_WEEK, clock.dayOfWeek(at));
        features.put(Feature.MINUTES_TO_CLOSE, clock.minutesToClose(at));
        if (clock.session() != null) {
            features.put(Feature.VWAP_DISTANCE, vwap.distance(bar.close()));
        }
    }
}
