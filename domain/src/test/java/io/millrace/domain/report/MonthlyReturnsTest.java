package io.millrace.domain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.market.Market;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is {@code empyrical.aggregate_returns}, see {@code resources/report/oracle.py}. */
class MonthlyReturnsTest {

    @ParameterizedTest
    @ValueSource(strings = {"growing", "fat-tailed", "short", "flat-then-moving"})
    void agreesWithEmpyrical(String name) {
        DailySeries daily = OracleSeries.named(name).equity().daily(Market.XNYS.calendar());
        List<String[]> expected =
                OracleSeries.rows("months.csv").stream()
                        .filter(row -> row[0].equals(name))
                        .toList();
        List<MonthlyReturns.Month> months = MonthlyReturns.of(daily).months();

        assertThat(months).hasSameSizeAs(expected).isNotEmpty();
        for (int i = 0; i < months.size(); i++) {
            assertThat(months.get(i).year()).isEqualTo(Integer.parseInt(expected.get(i)[1]));
            assertThat(months.get(i).month()).isEqualTo(Integer.parseInt(expected.get(i)[2]));
            assertThat(months.get(i).value())
                    .isCloseTo(Double.parseDouble(expected.get(i)[3]), within(1e-12));
        }
    }

    @Test
    void theMonthsOfAYearCompoundToTheYear() {
        DailySeries daily = OracleSeries.named("growing").equity().daily(Market.XNYS.calendar());

        assertThat(MonthlyReturns.of(daily).years()).containsOnlyKeys(2023);
        assertThat(MonthlyReturns.of(daily).years().get(2023)).isCloseTo(0.2442269, within(1e-12));
    }

    @Test
    void whatWasLostEntirelyHasNoMonths() {
        DailySeries daily = new DailySeries(0, 0, List.of(new DailySample(19_000, 0, 5)));

        assertThat(MonthlyReturns.of(daily).months()).isEmpty();
        assertThat(MonthlyReturns.of(new DailySeries(0, 1, List.of())).months()).isEmpty();
    }
}
