package io.millrace.domain.feature;

import static io.millrace.domain.feature.Feature.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.indicator.TaLib;
import io.millrace.domain.indicator.Tapes;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FeatureStateTest {

    private static final SessionCalendar XNYS = Market.XNYS.calendar();

    @Provide
    Arbitrary<List<Bar>> bars() {
        return Tapes.bars(120);
    }

    @Property(tries = 100)
    void everyPriceFeatureIsWhatTaLibSays(@ForAll("bars") List<Bar> bars) {
        double[] closes = Tapes.closes(bars);
        double[] line = minus(TaLib.ema(closes, 12), TaLib.ema(closes, 26));
        double[] signal = TaLib.emaOfTail(line, 9);
        double[] high = bars.stream().mapToDouble(Bar::high).toArray();
        double[] low = bars.stream().mapToDouble(Bar::low).toArray();
        List<FeatureVector> vectors = vectors(bars);

        assertFeature(vectors, SMA_5, TaLib.sma(closes, 5));
        assertFeature(vectors, SMA_20, TaLib.sma(closes, 20));
        assertFeature(vectors, SMA_50, TaLib.sma(closes, 50));
        assertFeature(vectors, EMA_5, TaLib.ema(closes, 5));
        assertFeature(vectors, EMA_12, TaLib.ema(closes, 12));
        assertFeature(vectors, EMA_20, TaLib.ema(closes, 20));
        assertFeature(vectors, EMA_26, TaLib.ema(closes, 26));
        assertFeature(vectors, MACD, line);
        assertFeature(vectors, MACD_SIGNAL, signal);
        assertFeature(vectors, MACD_HISTOGRAM, minus(line, signal));
        assertFeature(vectors, ATR_14, TaLib.atr(high, low, closes, 14));
        assertFeature(vectors, RETURN_1, TaLib.change(closes, 1));
        assertFeature(vectors, RETURN_5, TaLib.change(closes, 5));
        assertFeature(vectors, RETURN_15, TaLib.change(closes, 15));
        assertMiddleOfTheBands(vectors, TaLib.sma(closes, 20));
    }

    private static void assertMiddleOfTheBands(List<FeatureVector> vectors, double[] middle) {
        for (int i = 19; i < middle.length; i++) {
            double upper = vectors.get(i).value(BOLLINGER_UPPER).getAsDouble();
            double lower = vectors.get(i).value(BOLLINGER_LOWER).getAsDouble();
            double width = vectors.get(i).value(BOLLINGER_WIDTH).getAsDouble();
            assertThat((upper + lower) / 2).isCloseTo(middle[i], within(1e-9));
            assertThat(width).isCloseTo(100 * (upper - lower) / middle[i], within(1e-9));
        }
    }

    /** The oracle is java.time, asked for every bar. */
    @Property(tries = 100)
    void theTimeFeaturesAreTheMarketsOwn(@ForAll("bars") List<Bar> bars) {
        List<FeatureVector> vectors = vectors(bars);

        for (int i = 0; i < bars.size(); i++) {
            ZonedDateTime end = Instant.ofEpochMilli(bars.get(i).endMillis()).atZone(XNYS.zone());
            FeatureVector vector = vectors.get(i);
            assertThat(vector.value(MINUTE_OF_DAY)).hasValue(end.getHour() * 60 + end.getMinute());
            assertThat(vector.value(HOUR_OF_DAY)).hasValue(end.getHour());
            assertThat(vector.value(DAY_OF_WEEK)).hasValue(end.getDayOfWeek().getValue());
            assertThat(vector.value(MINUTES_TO_CLOSE))
                    .hasValue(16 * 60 - end.getHour() * 60 - end.getMinute());
        }
    }

    @Property(tries = 100)
    void aVectorKnowsNothingOfLaterBars(
            @ForAll("bars") List<Bar> bars, @ForAll @IntRange(max = 120) int cut) {
        int known = Math.min(cut, bars.size());
        List<Bar> changed = new ArrayList<>(bars.subList(0, known));
        for (Bar bar : bars.subList(known, bars.size())) {
            changed.add(
                    new Bar(
                            bar.symbol(),
                            bar.startMillis(),
                            bar.endMillis(),
                            bar.open() * 2,
                            bar.high() * 2,
                            bar.low() * 2,
                            bar.close() * 2,
                            bar.volume() + 1));
        }

        assertThat(vectors(changed).subList(0, known)).isEqualTo(vectors(bars).subList(0, known));
    }

    @Property(tries = 100)
    void aPlaceThatIsNotReadyHoldsNothing(@ForAll("bars") List<Bar> bars) {
        for (FeatureVector vector : vectors(bars)) {
            assertThat(vector.values()).hasSize(FeatureVector.BUILT_IN);
            for (int place = 0; place < FeatureVector.BUILT_IN; place++) {
                assertThat(vector.values()[place]).isFinite();
                assertThat(vector.isReady(place) || vector.values()[place] == 0).isTrue();
            }
        }
    }

    @Property(tries = 50)
    void theReturnsAreThoseOfTheLastBars(@ForAll("bars") List<Bar> bars) {
        double[] closes = Tapes.closes(bars);
        double[] changes = Arrays.copyOfRange(TaLib.change(closes, 1), 1, closes.length);
        int kept = Math.min(changes.length, ReturnWindow.LENGTH);
        FeatureState state = FeatureState.empty();
        for (Bar bar : bars) {
            state = state.next(bar, XNYS);
        }

        assertThat(state.returns().returns())
                .containsExactly(
                        Arrays.copyOfRange(changes, changes.length - kept, changes.length),
                        within(1e-12));
    }

    private static List<FeatureVector> vectors(List<Bar> bars) {
        List<FeatureVector> vectors = new ArrayList<>();
        FeatureState state = FeatureState.empty();
        for (Bar bar : bars) {
            state = state.next(bar, XNYS);
            vectors.add(state.vector(bar));
        }
        return vectors;
    }

    private static void assertFeature(
            List<FeatureVector> vectors, Feature feature, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            double actual = vectors.get(i).value(feature).orElse(Double.NaN);
            if (Double.isNaN(expected[i])) {
                assertThat(actual).as("%s at bar %d", feature, i).isNaN();
            } else {
                assertThat(actual)
                        .as("%s at bar %d", feature, i)
                        .isCloseTo(expected[i], within(1e-9));
            }
        }
    }

    private static double[] minus(double[] left, double[] right) {
        double[] out = new double[left.length];
        Arrays.setAll(out, i -> left[i] - right[i]);
        return out;
    }
}
