package io.millrace.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.feature.ReturnWindow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

    /** Out of order, so that the writer has something to sort. */
    public record Sample(
            String z, @Nullable String absent, BigDecimal money, List<Boolean> flags, long at) {}

    @Test
    void aRecordIsAllItsComponentsInTheOrderOfTheirNames() {
        Sample sample =
                new Sample("a\"b\\\n\u0001é", null, new BigDecimal("1.50"), List.of(true), 7);

        assertThat(CanonicalJson.of(sample))
                .isEqualTo(
                        "{\"absent\":null,\"at\":7,\"flags\":[true],\"money\":\"1.50\","
                                + "\"z\":\"a\\\"b\\\\\\n\\u0001é\"}");
    }

    @Test
    void emptyThingsHaveAForm() {
        assertThat(CanonicalJson.of(List.of(Map.of(), List.of()))).isEqualTo("[{},[]]");
    }

    @Test
    void aWindowIsItsReturnsAndNotWhatLiesAroundThem() {
        ReturnWindow window = ReturnWindow.empty().with(5, 0.25);
        ReturnWindow longer = window.with(6, 0.5);

        assertThat(CanonicalJson.of(window)).isEqualTo("{\"endMillis\":[5],\"returns\":[0.25]}");
        assertThat(CanonicalJson.of(longer)).contains("[5,6]");
    }

    /** As ECMAScript prints them, and RFC 8785 wants them. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "-1.5, -1.5",
        "0.1, 0.1",
        "0.000001, 0.000001",
        "1e-7, 1e-7",
        "1.5e-10, 1.5e-10",
        "100, 100",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "5.684341886080801e-14, 5.684341886080801e-14",
        "2e-3, 0.002",
        "9007199254740993, 9007199254740992",
        "0.30000000000000004, 0.30000000000000004"
    })
    void numbersHaveTheFewestDigits(double value, String expected) {
        assertThat(CanonicalJson.of(value)).isEqualTo(expected);
    }

    @Property(tries = 1000)
    void everyNumberComesBack(@ForAll double value) {
        assertThat(Double.parseDouble(CanonicalJson.of(value))).isEqualTo(value);
    }

    @Test
    void whatIsNoNumberIsAText() {
        assertThat(CanonicalJson.of(Double.NaN)).isEqualTo("\"NaN\"");
        assertThat(CanonicalJson.of(-0.0)).isEqualTo("-0");
    }

    @Test
    void halfACharacterIsEscaped() {
        assertThat(CanonicalJson.of("\ud83d \ud83d\ude00 \ude00"))
                .isEqualTo("\"\\ud83d \ud83d\ude00 \\ude00\"");
    }

    @Test
    void whatHasNoFormIsRefused() {
        assertThatThrownBy(() -> CanonicalJson.of(new Object()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
