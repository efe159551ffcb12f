package io.millrace.domain.alpha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureState;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.indicator.TaLib;
import io.millrace.domain.indicator.Tapes;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.market.SessionCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlphaStateTest {

    private static final SessionCalendar XNYS = Market.XNYS.calendar();
    private static final AlphaSettings SETTINGS = AlphaSettings.standard();

    @Provide
    Arbitrary<List<Bar>> bars() {
        return Tapes.bars(400);
    }

    @Property(tries = 200)
    void saysWhatLeanSays(@ForAll("bars") List<Bar> bars) {
        List<Insight> said = said(bars);

        assertThat(said(said, AlphaName.RSI)).isEqualTo(leanRsi(bars));
        assertThat(said(said, AlphaName.EMA_CROSS)).isEqualTo(leanEmaCross(bars));
        assertThat(said(said, AlphaName.MACD)).isEqualTo(leanMacd(bars));
    }

    /** Long enough that every alpha says everything that it can say, many times. */
    @Example
    void saysWhatLeanSaysOverFiftyThousandBars() {
        List<Integer> seeds = new ArrayList<>();
        long state = 11;
        for (int i = 0; i < 50_000; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            seeds.add((int) (state >>> 32));
        }
        List<Bar> bars = Tapes.tape(seeds);
        List<Insight> said = said(bars);

        assertSameAsLean(bars, said);
        for (AlphaName alpha : List.of(AlphaName.RSI, AlphaName.EMA_CROSS, AlphaName.MACD)) {
            assertThat(said(said, alpha))
                    .filteredOn(i -> i.direction().sign() > 0)
                    .size()
                    .isGreaterThan(100);
            assertThat(said(said, alpha))
                    .filteredOn(i -> i.direction().sign() < 0)
                    .size()
                    .isGreaterThan(100);
        }
        assertThat(said(said, AlphaName.MACD))
                .filteredOn(i -> i.direction() == Direction.FLAT)
                .size()
                .isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAPL", "AMZN", "BAC", "SPY", "TSLA"})
    void saysWhatLeanSaysAboutTheWeekOf2019(String symbol) throws IOException {
        Path file = RealTapes.in2019(symbol);
        assumeTrue(Files.exists(file), () -> "no tape here: " + file);
        List<Bar> bars = RealTapes.of2019(file);

        assertSameAsLean(bars, said(bars));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AZO", "FICO", "TYL"})
    void saysWhatLeanSaysAboutTheYear2024(String symbol) throws IOException {
        Path file = RealTapes.in2024(symbol);
        assumeTrue(Files.exists(file), () -> "no tape here: " + file);
        List<Bar> bars = RealTapes.of2024(file);

        assertSameAsLean(bars, said(bars));
    }

    private static void assertSameAsLean(List<Bar> bars, List<Insight> said) {
        assertThat(said).isNotEmpty();
        assertThat(said(said, AlphaName.RSI)).isEqualTo(leanRsi(bars));
        assertThat(said(said, AlphaName.EMA_CROSS)).isEqualTo(leanEmaCross(bars));
        assertThat(said(said, AlphaName.MACD)).isEqualTo(leanMacd(bars));
    }

    /** The planted fault: a tape on which a tolerance of nothing makes another insight. */
    @Example
    void aForgottenToleranceWouldBeNoticed() {
        RsiAlpha.Marks without = new RsiAlpha.Marks(30, 70, 0);
        RsiAlpha alpha = RsiAlpha.start();
        List<Direction> heard = new ArrayList<>();
        double[] index = {25, 32, 25};
        for (double rsi : index) {
            alpha.says(rsi, without).ifPresent(heard::add);
            alpha = alpha.next(rsi, without);
        }

        assertThat(LeanRules.rsi(index, new long[3], at -> at)).hasSize(1);
        assertThat(heard).hasSize(2);
    }

    @Property(tries = 100)
    void holdsTheLatestInsightThatIsStillOpen(@ForAll("bars") List<Bar> bars) {
        List<Insight> all = said(bars);
        FeatureState features = FeatureState.empty();
        AlphaState alphas = AlphaState.start();
        for (Bar bar : bars) {
            features = features.next(bar, XNYS);
            AlphaStep step = alphas.next(features.vector(bar), bar.close(), SETTINGS, XNYS);
            alphas = step.state();
            for (Opinion opinion : step.held()) {
                assertThat(opinion)
                        .isEqualTo(
                                new Opinion(
                                        opinion.alpha(),
                                        latest(all, opinion.alpha(), bar.endMillis()),
                                        1));
            }
        }
    }

    private static Direction latest(List<Insight> all, AlphaName alpha, long now) {
        Direction direction = Direction.FLAT;
        for (Insight insight : all) {
            if (insight.alpha() == alpha && insight.generatedAtMillis() <= now) {
                direction = insight.closesAtMillis() < now ? Direction.FLAT : insight.direction();
            }
        }
        return direction;
    }

    @Example
    void anAlphaWhoseIndicatorIsNotReadyHasNoOpinion() {
        FeatureVector.Builder features = new FeatureVector.Builder("AAPL", 0, 0);
        features.put(Feature.EMA_12, OptionalDouble.of(11));

        AlphaStep step = AlphaState.start().next(features.build(), 10, SETTINGS, XNYS);

        assertThat(step.held()).isEmpty();
        assertThat(step.said()).isEmpty();
        assertThat(step.state()).isEqualTo(AlphaState.start());
    }

    @Example
    void anAlphaThatIsSwitchedOffSaysNothing() {
        Settings settings =
                new Settings(
                        Map.of(
                                "alphas.rsi.enabled", "false",
                                "alphas.macd.enabled", "false"));
        AlphaSettings crossOnly = AlphaSettings.from(settings, Resolution.MINUTE);
        settings.finish();
        FeatureVector.Builder features = new FeatureVector.Builder("AAPL", 1_704_209_400_000L, 0);
        features.put(Feature.RSI_14, OptionalDouble.of(10));
        features.put(Feature.EMA_12, OptionalDouble.of(11));
        features.put(Feature.EMA_26, OptionalDouble.of(10));
        features.put(Feature.MACD_SIGNAL, OptionalDouble.of(5));

        AlphaStep step = AlphaState.start().next(features.build(), 10, crossOnly, XNYS);

        assertThat(step.said()).extracting(Insight::alpha).containsExactly(AlphaName.EMA_CROSS);
        assertThat(step.held()).containsExactly(new Opinion(AlphaName.EMA_CROSS, Direction.UP, 1));
    }

    @Example
    void thresholdsThatMakeNoSenseAreRefusedTogether() {
        Settings settings =
                new Settings(
                        Map.of(
                                "alphas.rsi.oversold", "80",
                                "alphas.rsi.tolerance", "-1",
                                "alphas.macd.threshold", "1"));
        AlphaSettings.from(settings, Resolution.MINUTE);

        assertThatThrownBy(settings::finish)
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContainingAll(
                        "alphas.rsi.oversold: 80.0 (expected: more than 0 and less than",
                        "alphas.rsi.tolerance: -1.0 (expected: at least 0",
                        "alphas.macd.threshold: 1.0 (expected: at least 0 and less than 1");
    }

    static List<Insight> said(List<Bar> bars) {
        List<Insight> said = new ArrayList<>();
        FeatureState features = FeatureState.empty();
        AlphaState alphas = AlphaState.start();
        for (Bar bar : bars) {
            features = features.next(bar, XNYS);
            AlphaStep step = alphas.next(features.vector(bar), bar.close(), SETTINGS, XNYS);
            alphas = step.state();
            said.addAll(step.said());
        }
        return said;
    }

    static List<Insight> said(List<Insight> all, AlphaName alpha) {
        return all.stream().filter(insight -> insight.alpha() == alpha).toList();
    }

    /** TA-Lib's index, except on a tape that has not moved: there Millrace has none (law 9). */
    static List<Insight> leanRsi(List<Bar> bars) {
        double[] closes = Tapes.closes(bars);
        double[] rsi = TaLib.rsi(closes, 14);
        for (int i = 0; i < closes.length && closes[i] == closes[0]; i++) {
            rsi[i] = Double.NaN;
        }
        return LeanRules.rsi(rsi, ends(bars), at -> XNYS.plusOpenMinutes(at, 14));
    }

    /** Averages that are equal but for TA-Lib's rounding are equal. */
    static List<Insight> leanEmaCross(List<Bar> bars) {
        double[] closes = Tapes.closes(bars);
        double[] fast = TaLib.ema(closes, 12);
        double[] slow = TaLib.ema(closes, 26);
        for (int i = 0; i < fast.length; i++) {
            if (Math.abs(fast[i] - slow[i]) < 1e-11) {
                fast[i] = slow[i];
            }
        }
        return LeanRules.emaCross(fast, slow, ends(bars), at -> XNYS.plusOpenMinutes(at, 12));
    }

    static List<Insight> leanMacd(List<Bar> bars) {
        double[] closes = Tapes.closes(bars);
        double[] fast = TaLib.ema(closes, 12);
        double[] slow = TaLib.ema(closes, 26);
        double[] line = new double[closes.length];
        Arrays.setAll(line, i -> fast[i] - slow[i]);
        double[] signal = TaLib.emaOfTail(line, 9);
        return LeanRules.macd(signal, closes, ends(bars), at -> XNYS.plusOpenMinutes(at, 12));
    }

    private static long[] ends(List<Bar> bars) {
        return bars.stream().mapToLong(Bar::endMillis).toArray();
    }
}
