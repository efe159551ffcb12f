package io.millrace.connectors.files.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @Property(tries = 5_000)
    void readsAPrintedDecimalAsTheJdkDoes(@ForAll @Scale(9) BigDecimal number) {
        assertThat(parsed(number.toPlainString()))
                .isEqualTo(Double.parseDouble(number.toPlainString()));
    }

    @Property(tries = 5_000)
    void readsAnyDoubleBackToTheBit(@ForAll double number) {
        assertThat(parsed(Double.toString(number))).isEqualTo(number);
    }

    @Property
    void shiftsByTheScaleExactly(@ForAll long number, @ForAll @IntRange(max = 8) int scale) {
        byte[] bytes = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        assertThat(Decimals.parse(bytes, 0, bytes.length, scale))
                .isEqualTo(BigDecimal.valueOf(number, scale).doubleValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "+", ".", "1.2.3", "1,5", "0x1p3", "1d", "1f", "ten", "NaN", " 1"})
    void readsNothingElse(String text) {
        assertThat(parsed(text)).isNaN();
    }

    private static double parsed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Decimals.parse(bytes, 0, bytes.length, 0);
    }
}
