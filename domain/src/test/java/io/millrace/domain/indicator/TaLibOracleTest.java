package io.millrace.domain.indicator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.market.Bar;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TaLibOracleTest {

    private static final double TOLERANCE = 1e-9;

    @Provide
    Arbitrary<double[]> closes() {
        return Tapes.closes(200);
    }

    @Provide
    Arbitrary<List<Bar>> bars() {
        return Tapes.bars(200);
    }

    @Property(tries = 200)
    void theSimpleAverageAgrees(
            @ForAll("closes") double[] closes, @ForAll @IntRange(min = 2, max = 50) int period) {
        Series.assertSame(
                Series.of(closes, Sma.empty(period), Sma::next, Sma::value),
                TaLib.sma(closes, period),
                TOLERANCE);
    }

    @Property(tries = 200)
    void theExponentialAverageAgrees(
            @ForAll("closes") double[] closes, @ForAll @IntRange(min = 2, max = 50) int period) {
        Series.assertSame(
                Series.of(closes, Ema.empty(period), Ema::next, Ema::value),
                TaLib.ema(closes, period),
                TOLERANCE);
    }

    /** TA-Lib calls a tape that has not moved 0; here it has no index. */
    @Property(tries = 200)
    void theRelativeStrengthIndexAgrees(
            @ForAll("closes") double[] closes, @ForAll @IntRange(min = 2, max = 30) int period) {
        double[] expected = TaLib.rsi(closes, period);
        for (int i = 0; i < closes.length && closes[i] == closes[0]; i++) {
            expected[i] = Double.NaN;
        }

        Series.assertSame(
                Series.of(closes, Rsi.empty(period), Rsi::next, Rsi::value), expected, TOLERANCE);
    }

    /** TA-Lib's own MACD seeds the fast average late, so its averages are put together here. */
    @Property(tries = 200)
    void theMacdAndItsSignalAgree(@ForAll("closes") double[] closes) {
        double[] line = minus(TaLib.ema(closes, 12), TaLib.ema(closes, 26));
        double[] signal = TaLib.emaOfTail(line, 9);
        Macd empty = Macd.empty(12, 26, 9);

        Series.assertSame(Series.of(closes, empty, Macd::next, Macd::line), line, TOLERANCE);
        Series.assertSame(
                Series.of(closes, empty, Macd::next, Macd::signalLine), signal, TOLERANCE);
        Series.assertSame(
                Series.of(closes, empty, Macd::next, Macd::histogram),
                minus(line, signal),
                TOLERANCE);
    }

    @Property(tries = 200)
    void theBollingerBandsAgree(@ForAll("closes") double[] closes) {
        double[] middle = TaLib.sma(closes, 20);
        double[] variance = TaLib.variance(closes, 20);
        double[] reach =
                Series.of(
                        closes,
                        Bollinger.empty(20, 2),
                        Bollinger::next,
                        b -> b.isReady() ? OptionalDouble.of(b.deviation()) : b.upper());

        Series.assertSame(squared(reach), variance, TOLERANCE);
        Series.assertSame(
                plus(
                        Series.of(
                                closes, Bollinger.empty(20, 2), Bollinger::next, Bollinger::upper),
                        Series.of(
                                closes, Bollinger.empty(20, 2), Bollinger::next, Bollinger::lower)),
                plus(middle, middle),
                TOLERANCE);
        assertFarFromFlat(closes, variance);
    }

    /** TA-Lib's deviation of nearly equal closes is rounding noise, so only the others count. */
    private static void assertFarFromFlat(double[] closes, double[] variance) {
        double[] upper =
                Series.of(closes, Bollinger.empty(20, 2), Bollinger::next, Bollinger::upper);
        double[] expected = TaLib.upperBand(closes, 20, 2);
        for (int i = 0; i < closes.length; i++) {
            if (variance[i] < 1e-2) {
                upper[i] = 0;
                expected[i] = 0;
            }
        }
        Series.assertSame(upper, expected, TOLERANCE);
    }

    @Property(tries = 200)
    void theAverageTrueRangeAgrees(@ForAll("bars") List<Bar> bars) {
        double[] high = bars.stream().mapToDouble(Bar::high).toArray();
        double[] low = bars.stream().mapToDouble(Bar::low).toArray();
        double[] actual = new double[bars.size()];
        Atr atr = Atr.empty(14);
        for (int i = 0; i < actual.length; i++) {
            atr = atr.next(bars.get(i));
            actual[i] = atr.value().orElse(Double.NaN);
        }

        Series.assertSame(actual, TaLib.atr(high, low, Tapes.closes(bars), 14), TOLERANCE);
    }

    @Property(tries = 200)
    void theRateOfChangeAgrees(
            @ForAll("closes") double[] closes, @ForAll @IntRange(min = 1, max = 15) int bars) {
        Series.assertSame(
                Series.of(closes, RateOfChange.empty(15), RateOfChange::next, r -> r.over(bars)),
                TaLib.change(closes, bars),
                TOLERANCE);
    }

    @Property(tries = 200)
    void theVolatilityAgrees(
            @ForAll("closes") double[] closes, @ForAll @IntRange(min = 2, max = 15) int bars) {
        double[] changes = TaLib.change(closes, 1);
        double[] returns = Arrays.copyOfRange(changes, 1, changes.length);

        Series.assertSame(
                squared(
                        Series.of(
                                returns,
                                Volatility.empty(15),
                                Volatility::next,
                                v -> v.over(bars))),
                TaLib.variance(returns, bars),
                TOLERANCE);
    }

    @Property(tries = 200)
    void theVolumeScoreAgrees(@ForAll("bars") List<Bar> bars) {
        double[] volumes = bars.stream().mapToDouble(Bar::volume).toArray();
        double[] mean = TaLib.sma(volumes, 20);
        double[] variance = TaLib.variance(volumes, 20);
        double[] expected = new double[volumes.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] =
                    variance[i] < 1 ? Double.NaN : (volumes[i] - mean[i]) / Math.sqrt(variance[i]);
        }

        Series.assertSame(
                Series.of(volumes, ZScore.empty(20), ZScore::next, ZScore::value),
                expected,
                TOLERANCE);
    }

    /** The planted fault: an average of the wrong weight must not pass the comparison. */
    @Example
    void anAverageOfTheWrongWeightWouldBeNoticed() {
        double[] closes = {100, 101, 103, 102, 105, 104, 107, 110, 108, 111};
        double[] wrong =
                Series.of(
                        closes, WilderAverage.empty(5), WilderAverage::next, WilderAverage::value);

        assertThatThrownBy(() -> Series.assertSame(wrong, TaLib.ema(closes, 5), TOLERANCE))
                .isInstanceOf(AssertionError.class);
    }

    private static double[] minus(double[] left, double[] right) {
        double[] out = new double[left.length];
        Arrays.setAll(out, i -> left[i] - right[i]);
        return out;
    }

    private static double[] plus(double[] left, double[] right) {
        double[] out = new double[left.length];
        Arrays.setAll(out, i -> left[i] + right[i]);
        return out;
    }

    private static double[] squared(double[] in) {
        return Arrays.stream(in).map(value -> value * value).toArray();
    }
}
