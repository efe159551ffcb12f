package io.millrace.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.market.Bar;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorReadinessTest {

    private static final double[] RISING = rising(60);
    private static final double[] FLAT = flat(60);

    @ParameterizedTest(name = "{0} speaks at bar {1}")
    @CsvSource({
        "SMA 20, 20",
        "EMA 12, 12",
        "RSI 14, 15",
        "MACD line, 26",
        "MACD signal, 34",
        "MACD histogram, 34",
        "Bollinger upper, 20",
        "percent B, 20",
        "return 15, 16",
        "z-score 20, 20"
    })
    void staysSilentUntilTheWindowIsFull(String indicator, int firstBar) {
        double[] values = values(indicator, RISING);

        assertThat(Arrays.copyOf(values, firstBar - 1)).containsOnly(Double.NaN);
        assertThat(Arrays.copyOfRange(values, firstBar - 1, values.length))
                .doesNotContain(Double.NaN);
    }

    @ParameterizedTest
    @CsvSource({"RSI 14", "percent B", "z-score 20"})
    void saysNothingAboutATapeThatHasNotMoved(String indicator) {
        assertThat(values(indicator, FLAT)).containsOnly(Double.NaN);
    }

    @Test
    void aTapeThatOnlyRisesHasAnIndexOfAHundredAndOneThatOnlyFallsOfZero() {
        double[] falling = Arrays.stream(RISING).map(close -> 500 - close).toArray();

        assertThat(values("RSI 14", RISING)[59]).isEqualTo(100);
        assertThat(values("RSI 14", falling)[59]).isZero();
    }

    @Test
    void theSessionsAverageStartsAfreshWithTheSession() {
        SessionVwap first =
                SessionVwap.empty().next(bar(9, 12, 12, 100), 1).next(bar(20, 23, 23, 300), 1);

        assertThat(first.value().getAsDouble()).isCloseTo(19.25, within(1e-12));
        assertThat(first.distance(22).getAsDouble()).isCloseTo(22 / 19.25 - 1, within(1e-12));
        assertThat(first.next(bar(29, 32, 32, 50), 2).value()).hasValue(31);
    }

    @Test
    void aSessionWithoutVolumeHasNoAveragePrice() {
        SessionVwap quiet = SessionVwap.empty().next(bar(9, 12, 12, 0), 1);

        assertThat(quiet.value()).isEmpty();
        assertThat(quiet.distance(10)).isEmpty();
    }

    private static double[] values(String indicator, double[] closes) {
        Macd macd = Macd.empty(12, 26, 9);
        Bollinger bands = Bollinger.empty(20, 2);
        return switch (indicator) {
            case "SMA 20" -> Series.of(closes, Sma.empty(20), Sma::next, Sma::value);
            case "EMA 12" -> Series.of(closes, Ema.empty(12), Ema::next, Ema::value);
            case "RSI 14" -> Series.of(closes, Rsi.empty(14), Rsi::next, Rsi::value);
            case "MACD line" -> Series.of(closes, macd, Macd::next, Macd::line);
            case "MACD signal" -> Series.of(closes, macd, Macd::next, Macd::signalLine);
            case "MACD histogram" -> Series.of(closes, macd, Macd::next, Macd::histogram);
            case "Bollinger upper" -> Series.of(closes, bands, Bollinger::next, Bollinger::upper);
            case "percent B" -> Series.of(closes, bands, Bollinger::next, Bollinger::percentB);
            case "return 15" ->
                    Series.of(closes, RateOfChange.empty(15), RateOfChange::next, r -> r.over(15));
            case "z-score 20" -> Series.of(closes, ZScore.empty(20), ZScore::next, ZScore::value);
            default -> throw new IllegalArgumentException(indicator);
        };
    }

    private static double[] rising(int count) {
        double[] closes = new double[count];
        Arrays.setAll(closes, i -> 100 + 0.1 * i + 0.001 * i * i);
        return closes;
    }

    private static double[] flat(int count) {
        double[] closes = new double[count];
        Arrays.fill(closes, 0.1);
        return closes;
    }

    private static Bar bar(double low, double high, double close, double volume) {
        return new Bar("AAPL", 0, 60_000, low, high, low, close, volume);
    }
}
