package io.millrace.domain.report;

import static io.millrace.domain.report.Statistic.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is {@code resources/report/oracle.py}: empyrical-reloaded 0.7.1 and scipy 1.17.1. */
class PerformanceTest {

    private static final SessionCalendar NEW_YORK = Market.XNYS.calendar();
    private static final PerformanceSettings SETTINGS = new PerformanceSettings(252, 0.02, 1);
    private static final Set<Statistic> OF_RETURNS =
            EnumSet.of(VOLATILITY, SHARPE, SORTINO, PSR, VAR_95, CVAR_95, VAR_99, CVAR_99);
    private static final Set<Statistic> OF_BENCHMARK =
            EnumSet.of(ALPHA, BETA, TRACKING_ERROR, INFORMATION_RATIO, TREYNOR);
    private static final Set<Statistic> OF_TRADES =
            EnumSet.of(
                    WIN_RATE,
                    PROFIT_FACTOR,
                    AVERAGE_WIN,
                    AVERAGE_LOSS,
                    EXPECTANCY,
                    EXPECTANCY_RATIO,
                    AVERAGE_HOLDING_MINUTES);

    @ParameterizedTest
    @ValueSource(strings = {"growing", "fat-tailed", "short", "flat-then-moving"})
    void agreesWithEmpyricalAndScipy(String name) {
        OracleSeries series = OracleSeries.named(name);
        Performance performance = performance(series.curve(), series.benchmark());
        List<String[]> expected =
                OracleSeries.rows("expected.csv").stream()
                        .filter(row -> row[0].equals(name))
                        .toList();

        assertThat(expected).hasSize(15);
        for (String[] row : expected) {
            Statistic statistic = Statistic.valueOf(row[1]);
            double value = Double.parseDouble(row[2]);
            assertThat(performance.value(statistic).orElseThrow())
                    .as(row[1] + " by " + row[3])
                    .isCloseTo(value, within(1e-10 * Math.max(1, Math.abs(value))));
        }
    }

    @Test
    void theOracleWouldNoticeLeansKurtosis() {
        OracleSeries series = OracleSeries.named("fat-tailed");
        Moments moments = Moments.of(series.equity().daily(NEW_YORK).returns());
        double sharpe =
                (moments.mean().orElseThrow() - 0.02 / 252) / moments.deviation().orElseThrow();
        double excess = moments.kurtosis().orElseThrow() - 3;
        double error =
                Math.sqrt(
                        (1
                                        - moments.skewness().orElseThrow() * sharpe
                                        + (excess - 1) / 4 * sharpe * sharpe)
                                / (moments.count() - 1));

        assertThat(Normal.cumulative((sharpe - 1 / Math.sqrt(252)) / error))
                .isNotCloseTo(0.10905687128710095, within(1e-6));
    }

    @Test
    void growthIsCompoundedOverCalendarTime() {
        OracleSeries series = OracleSeries.named("growing");
        Performance performance = performance(series.curve(), null);
        // open of 2023-01-03 to close of 2023-12-29: 360 days and 6.5 hours
        double growth = Math.pow(1.2442269, 365 / (360 + 6.5 / 24)) - 1;

        assertThat(performance.value(CAGR).orElseThrow()).isCloseTo(growth, within(1e-12));
        assertThat(performance.value(CALMAR).orElseThrow())
                .isCloseTo(growth / 0.09802078223097752, within(1e-9));
        assertThat(performance.value(DAYS)).hasValue(250);
        assertThat(performance.value(NET_PROFIT).orElseThrow()).isCloseTo(24422.69, within(1e-9));
    }

    @Test
    void tellsWhereTheCurveBeganHowDeepItFellAndForHowLong() {
        // closes of 3, 4, 5, 6, 9 and 10 January 2023; the second fall is longer than the deepest
        Performance performance = performance(curve(100, 100, 80, 100, 95, 96, 97), null);

        assertThat(performance.values())
                .containsEntry(START_EQUITY, 100.0)
                .containsEntry(END_EQUITY, 97.0)
                .containsEntry(NET_PROFIT, -3.0)
                .containsEntry(MAX_DRAWDOWN_DAYS, 2.0)
                .containsEntry(LONGEST_DRAWDOWN_DAYS, 5.0);
        assertThat(performance.value(MAX_DRAWDOWN).orElseThrow()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void exposureTradesAndFeesComeFromTheirOwnSources() {
        EquityCurve curve = curve(100, 100, 100);
        long[] times = {curve.equity().firstMillis(), curve.equity().lastMillis()};
        EquityCurve invested =
                new EquityCurve(curve.equity(), ValueCurve.of(times, new double[] {0.25, 0}));

        assertThat(performance(invested, null).values())
                .containsEntry(EXPOSURE, 0.25)
                .containsEntry(TIME_IN_MARKET, 1.0)
                .containsEntry(FEES, 0.0);
    }

    @Test
    void aRunWithoutACurveHasNoStatistics() {
        assertThat(Performance.none().values()).isEmpty();
        assertThat(Performance.none().value(SHARPE)).isEmpty();
    }

    @Test
    void nothingIsSaidAboutReturnsBelowTwoOfThem() {
        Performance performance = performance(curve(100, 101), curve(50, 51).equity());

        assertThat(performance.values()).doesNotContainKeys(keys(OF_RETURNS));
        assertThat(performance.values()).doesNotContainKeys(keys(OF_BENCHMARK));
        assertThat(performance.value(DAYS)).hasValue(1);
        assertThat(performance.value(MAX_DRAWDOWN)).hasValue(0);
    }

    @Test
    void aCurveThatNeverMovedHasNoRatios() {
        Performance performance = performance(curve(100, 100, 100, 100, 100, 100), null);

        assertThat(performance.value(VOLATILITY)).hasValue(0);
        assertThat(performance.values())
                .doesNotContainKeys(SHARPE, PSR, CALMAR, MAX_DRAWDOWN_DAYS, LONGEST_DRAWDOWN_DAYS);
        assertThat(performance.value(VAR_95)).hasValue(0);
    }

    @Test
    void steadyGrowthHasNoSharpeBecauseRoundingIsNoRisk() {
        double[] values = new double[30];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 * Math.pow(1.001, i);
        }

        assertThat(performance(curve(values), null).values()).doesNotContainKeys(SHARPE, SORTINO);
    }

    @Test
    void aBenchmarkThatNeverMovedExplainsNothing() {
        EquityCurve own = curve(100, 101, 100, 102);

        assertThat(performance(own, curve(7, 7, 7, 7).equity()).values())
                .doesNotContainKeys(ALPHA, BETA, TREYNOR)
                .containsKeys(TRACKING_ERROR, INFORMATION_RATIO);
        assertThat(performance(own, own.equity()).values())
                .doesNotContainKeys(INFORMATION_RATIO)
                .containsEntry(BETA, 1.0)
                .containsEntry(TRACKING_ERROR, 0.0);
    }

    @Test
    void aBenchmarkThatStartsLaterIsComparedFromThere() {
        OracleSeries series = OracleSeries.named("growing");
        ValueCurve late = tail(series.benchmark(), 100);
        double[] own = series.equity().daily(NEW_YORK).returns();
        double[] other = series.benchmark().daily(NEW_YORK).returns();
        Measured expected = new Measured();
        new Paired(Arrays.copyOfRange(own, 100, 250), Arrays.copyOfRange(other, 100, 250))
                .measure(SETTINGS, expected);

        assertThat(performance(series.curve(), late).value(BETA).orElseThrow())
                .isCloseTo(expected.values().getOrDefault(BETA, 0.0), within(1e-12));
    }

    @Test
    void anAccountThatLostEverythingHasNoReturnsFromThere() {
        Performance performance = performance(curve(100, 50, 0, 10), null);

        assertThat(performance.values()).doesNotContainKeys(keys(OF_RETURNS));
        assertThat(performance.value(MAX_DRAWDOWN)).hasValue(1);
    }

    @Test
    void withoutTradesThereIsNoWinRate() {
        Performance performance = performance(curve(100, 100, 100), null);

        assertThat(performance.values()).doesNotContainKeys(keys(OF_TRADES));
        assertThat(performance.value(ROUND_TRIPS)).hasValue(0);
        assertThat(performance.value(TURNOVER)).hasValue(0);
    }

    @Property(tries = 100)
    void aLargerAccountWithTheSameTradesHasTheSameRatios(
            @ForAll("walks") List<Double> walk,
            @ForAll @DoubleRange(min = 0.5, max = 50) double k) {
        double[] values = walk.stream().mapToDouble(Double::doubleValue).toArray();
        double[] scaled = Arrays.stream(values).map(value -> value * k).toArray();
        ValueCurve benchmark = OracleSeries.named("growing").benchmark();
        Performance one = performance(curve(values), benchmark);
        Performance other = performance(curve(scaled), benchmark);

        for (Statistic statistic : Statistic.values()) {
            if (statistic.unit() != Statistic.Unit.MONEY && one.value(statistic).isPresent()) {
                double value = one.value(statistic).getAsDouble();
                assertThat(other.value(statistic).orElseThrow())
                        .as(statistic.name())
                        .isCloseTo(value, within(1e-6 * Math.max(1, Math.abs(value))));
            }
        }
    }

    @Property(tries = 100)
    void turningTheBenchmarkAroundTurnsBetaAround(@ForAll("walks") List<Double> walk) {
        double[] own =
                curve(walk.stream().mapToDouble(Double::doubleValue).toArray())
                        .equity()
                        .daily(NEW_YORK)
                        .returns();
        double[] market =
                Arrays.copyOf(
                        OracleSeries.named("growing").benchmark().daily(NEW_YORK).returns(),
                        own.length);
        double[] reversed = Arrays.stream(market).map(value -> -value).toArray();
        PerformanceSettings free = new PerformanceSettings(252, 0, 1);
        Measured one = new Measured();
        Measured other = new Measured();
        new Paired(own, market).measure(free, one);
        new Paired(own, reversed).measure(free, other);

        assertThat(other.values().getOrDefault(BETA, 9.0))
                .isCloseTo(-one.values().getOrDefault(BETA, 9.0), within(1e-12));
        assertThat(other.values().getOrDefault(ALPHA, 9.0))
                .isCloseTo(one.values().getOrDefault(ALPHA, 9.0), within(1e-12));
    }

    @Property(tries = 200)
    void whatIsThereIsFinite(@ForAll("walks") List<Double> walk) {
        double[] values = walk.stream().mapToDouble(Double::doubleValue).toArray();

        assertThat(performance(curve(values), null).values().values())
                .allMatch(value -> Double.isFinite(value));
    }

    @Test
    void theDocsKnowEveryStatistic() throws IOException {
        String docs =
                Files.readString(
                        Path.of(System.getProperty("project.root", ".."), "docs", "statistics.md"));

        assertThat(Statistic.values())
                .allSatisfy(one -> assertThat(docs).contains("| `" + one.label() + "` |"));
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        Settings settings =
                new Settings(Map.of("report.periods-per-year", "0", "report.risk-free-rate", "2"));
        PerformanceSettings.from(settings, Market.XNYS);

        Assertions.assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(settings::finish)
                .withMessageContaining("report.periods-per-year: 0 (expected: > 0)")
                .withMessageContaining("report.risk-free-rate: 2.0 (expected: a fraction");
        assertThat(PerformanceSettings.from(new Settings(Map.of()), Market.XNYS).riskFreeRate())
                .isZero();
        assertThat(PerformanceSettings.standard(Market.XNYS).periodsPerYear()).isEqualTo(252);
        assertThat(PerformanceSettings.standard(Market.CRYPTO).periodsPerYear()).isEqualTo(365);
    }

    @Provide
    Arbitrary<List<Double>> walks() {
        return Arbitraries.doubles().between(50, 150).ofScale(2).list().ofMinSize(3).ofMaxSize(40);
    }

    private static Statistic[] keys(Set<Statistic> statistics) {
        return statistics.toArray(Statistic[]::new);
    }

    private static Performance performance(EquityCurve curve, @Nullable ValueCurve benchmark) {
        return Performance.of(curve, RoundTrips.none(), benchmark, NEW_YORK, SETTINGS);
    }

    private static ValueCurve tail(ValueCurve curve, int from) {
        long[] times = new long[curve.size() - from];
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = curve.timeAt(from + i);
            values[i] = curve.valueAt(from + i);
        }
        return ValueCurve.of(times, values);
    }

    /** The first value at the open of 2023-01-03, the others at the closes from then on. */
    private static EquityCurve curve(double... values) {
        ValueCurve sessions = OracleSeries.named("growing").equity();
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = sessions.timeAt(i);
        }
        return new EquityCurve(
                ValueCurve.of(times, values), ValueCurve.of(times, new double[values.length]));
    }
}
