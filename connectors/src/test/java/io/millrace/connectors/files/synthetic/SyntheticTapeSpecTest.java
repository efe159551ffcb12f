package io.millrace.connectors.files.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticTapeSpecTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AAPL,AAPL | 1 | symbol: AAPL (expected: named only once)",
                "../X | 1 | symbol: ../X (expected: 1 to 16 of A-Z",
                "aapl | 1 | symbol: aapl (expected: ",
                "ABCDEFGHIJKLMNOPQ | 1 | symbol: ABCDEFGHIJKLMNOPQ (expected: ",
                "AAPL | 0 | days: 0 (expected: 1..2520)",
                "AAPL | 2521 | days: 2521 (expected: 1..2520)",
            })
    void refusesWhatItCannotMake(String symbols, int days, String message) {
        List<String> names = Arrays.asList(symbols.split(",", -1));
        assertThatThrownBy(() -> new SyntheticTapeSpec(names, days, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource({"0, symbols: 0 (expected: 1..9999)", "10000, symbols: 10000 (expected: 1..9999)"})
    void refusesANumberOfSymbolsOutOfRange(int symbols, String message) {
        assertThatThrownBy(() -> SyntheticTapeSpec.numbered(symbols, 1, 1)).hasMessage(message);
    }

    @Test
    void takesTheEdgesOfEveryRange() {
        assertThat(SyntheticTapeSpec.numbered(9_999, 1, 1).symbols())
                .startsWith("SYN0001")
                .endsWith("SYN9999");
        SyntheticTapeSpec longest =
                new SyntheticTapeSpec(List.of("BRK.B"), SyntheticTapeSpec.MAX_DAYS, 1);
        assertThat(longest.sessions()).hasSize(2_520);
        assertThat(longest.sessions().get(0).date()).isEqualTo(SyntheticTapeSpec.FIRST_DATE);
    }

    @Test
    void countsTheMinutesOfHalfDaysAsTheyAre() {
        SyntheticTapeSpec yearOf2020 = new SyntheticTapeSpec(List.of("A", "B"), 253, 1);
        assertThat(yearOf2020.barsAtMost()).isEqualTo(2L * (251 * 390 + 2 * 210));
    }
}
