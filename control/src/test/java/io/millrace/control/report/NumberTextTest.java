package io.millrace.control.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

    @ParameterizedTest(name = "{0} prints as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0        | 0.00",
                "-0.004   | 0.00",
                "-0.006   | −0.01",
                "0.005    | 0.00",
                "0.015    | 0.02",
                "1234.5   | 1,234.50",
                "-1234567 | −1,234,567.00"
            })
    void moneyHasCentsGroupsAndARealMinus(BigDecimal value, String text) {
        assertThat(NumberText.money(value)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} prints as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.99999    | 0.99999",
                "1          | 1.00",
                "1.00005    | 1.00",
                "1.00015    | 1.0002",
                "13.5       | 13.50",
                "0.000012345| 0.00001234",
                "1E+3       | 1,000.00"
            })
    void aPriceKeepsTheDecimalsThatMatter(BigDecimal value, String text) {
        assertThat(NumberText.price(value)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} prints as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "100 | 100",
                "1E+2 | 100",
                "2.500 | 2.5",
                "0.074074074 | 0.07407407",
                "-3 | −3",
                "0.00 | 0"
            })
    void aQuantityHasNoPadding(BigDecimal value, String text) {
        assertThat(NumberText.quantity(value)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} ms prints as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0         | 0 s",
                "59999     | 59 s",
                "60000     | 1 min",
                "61000     | 1 min 1 s",
                "3599000   | 59 min 59 s",
                "3600000   | 1 h",
                "86399000  | 23 h 59 min",
                "86400000  | 1 d",
                "90000000  | 1 d 1 h"
            })
    void aDurationNamesItsTwoLargestUnits(long millis, String text) {
        assertThat(NumberText.duration(millis)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} prints as {1}")
    @CsvSource(
            delimiter = '|',
            value = {"0.1 | +10.00 %", "-0.1 | −10.00 %", "0.00001 | 0.00 %"})
    void onlyAGainHasAPlus(double fraction, String text) {
        assertThat(NumberText.signed(NumberText.percent(fraction, 2))).isEqualTo(text);
    }

    @Test
    void theMachinesLanguageDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(NumberText.money(1234.5)).isEqualTo("1,234.50");
            assertThat(NumberText.count(1_000_000)).isEqualTo("1,000,000");
        } finally {
            Locale.setDefault(before);
        }
    }
}
