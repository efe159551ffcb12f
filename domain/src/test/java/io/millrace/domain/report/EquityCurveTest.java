package io.millrace.domain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.market.Market;
import io.millrace.domain.market.SessionCalendar;
import io.millrace.domain.portfolio.EquityPoint;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class EquityCurveTest {

    private static final SessionCalendar NEW_YORK = Market.XNYS.calendar();

    @Test
    void samplesEverySessionAtItsCloseAndTheLastOneWhereTheCurveEnds() {
        // Thanksgiving on Thursday 23 November, an early close at 13:00 on Friday
        EquityCurve curve =
                EquityCurve.of(
                        List.of(
                                point("2023-11-22T09:31", 100, 100),
                                point("2023-11-22T16:00", 100, 101),
                                point("2023-11-24T12:59", 100, 102),
                                point("2023-11-24T13:01", 100, 150),
                                point("2023-11-28T11:00", 100, 104)));

        DailySeries daily = curve.equity().daily(NEW_YORK);

        assertThat(daily.start()).isEqualTo(100);
        assertThat(daily.samples())
                .containsExactly(
                        sample("2023-11-22T16:00", 101),
                        sample("2023-11-24T13:00", 102),
                        sample("2023-11-27T16:00", 150),
                        sample("2023-11-28T11:00", 104));
        assertThat(daily.returns()[1]).isCloseTo(102 / 101.0 - 1, within(1e-15));
    }

    @Test
    void aCurveThatBeginsAtACloseIsSampledFromTheNextSessionOn() {
        EquityCurve curve =
                EquityCurve.of(
                        List.of(
                                point("2023-11-22T16:00", 100, 100),
                                point("2023-11-24T13:00", 100, 103)));

        assertThat(curve.equity().daily(NEW_YORK).samples())
                .containsExactly(sample("2023-11-24T13:00", 103));
    }

    @Test
    void aDayThatNeverEndsIsSampledAtMidnight() {
        ValueCurve curve =
                ValueCurve.of(new long[] {0, 86_400_000L, 100_000_000L}, new double[] {1, 2, 3});

        assertThat(curve.daily(Market.CRYPTO.calendar()).samples())
                .containsExactly(
                        new DailySample(0, 86_400_000L, 2), new DailySample(1, 100_000_000L, 3));
    }

    @Test
    void theOraclesDatesAreTheCalendars() {
        OracleSeries series = OracleSeries.named("growing");

        assertThat(series.equity().daily(NEW_YORK).samples())
                .extracting(DailySample::epochDay)
                .isEqualTo(series.dates().stream().map(date -> date.toEpochDay()).toList());
    }

    @Test
    void pointsMayComeInAnyOrderAndTheLastOfAnInstantCounts() {
        ValueCurve curve =
                EquityCurve.of(
                                List.of(
                                        point("2023-11-22T10:01", 0, 3),
                                        point("2023-11-22T10:00", 0, 1),
                                        point("2023-11-22T10:00", 0, 2)))
                        .equity();

        assertThat(curve.asOf(at("2023-11-22T09:59"))).isEmpty();
        assertThat(curve.asOf(at("2023-11-22T10:00"))).hasValue(2);
        assertThat(curve.asOf(at("2023-11-22T10:00") + 1)).hasValue(2);
        assertThat(curve.asOf(at("2023-11-22T10:01"))).hasValue(3);
        assertThat(curve.asOf(at("2024-11-22T10:01"))).hasValue(3);
    }

    @Test
    void exposureIsWeightedByTheTimeInWhichTheMarketWasOpen() {
        // half invested for the last hour of a session, over the holiday, and the first hour after
        EquityCurve curve =
                EquityCurve.of(
                        List.of(
                                point("2023-11-22T12:00", 100, 100),
                                point("2023-11-22T15:00", 50, 100),
                                point("2023-11-24T10:30", 100, 100),
                                point("2023-11-24T11:30", 100, 100)));

        assertThat(curve.exposure(NEW_YORK).orElseThrow()).isCloseTo(0.5 * 2 / 6, within(1e-12));
        assertThat(curve.timeInMarket(NEW_YORK).orElseThrow()).isCloseTo(2 / 6.0, within(1e-12));
    }

    @Test
    void oneInstantHasNoExposure() {
        EquityCurve curve = EquityCurve.of(List.of(point("2023-11-22T12:00", 50, 100)));

        assertThat(curve.exposure(NEW_YORK)).isEmpty();
    }

    @Test
    void aCurveNeedsAPoint() {
        assertThatThrownBy(() -> EquityCurve.of(List.of()))
                .hasMessageContaining("0 times and 0 values (expected: as many of both");
        assertThatThrownBy(() -> ValueCurve.of(new long[] {2, 1}, new double[2]))
                .hasMessageContaining("time of point 1: 1 (expected: not before 2)");
    }

    private static EquityPoint point(String at, int cash, int equity) {
        return new EquityPoint(
                "paper", at(at), BigDecimal.valueOf(cash), BigDecimal.valueOf(equity));
    }

    private static DailySample sample(String at, double value) {
        return new DailySample(LocalDateTime.parse(at).toLocalDate().toEpochDay(), at(at), value);
    }

    private static long at(String local) {
        return LocalDateTime.parse(local)
                .atZone(ZoneId.of("America/New_York"))
                .toInstant()
                .toEpochMilli();
    }
}
