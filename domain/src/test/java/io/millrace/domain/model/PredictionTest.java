package io.millrace.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PredictionTest {

    @Property
    void aRoundedReturnIsTheNearestWholeUnitAndStaysInOrder(
            @ForAll @DoubleRange(min = -1, max = 1) double low,
            @ForAll @DoubleRange(min = 0, max = 1) double step,
            @ForAll @IntRange(min = 1, max = 100_000_000) int units) {
        Prediction.Horizon rounded = rounded(low, low + step, low + 2 * step, units);

        assertThat(rounded.q10()).isEqualTo(Math.rint(rounded.q10() * units) / units);
        assertThat(Math.abs(rounded.q10() - low)).isLessThanOrEqualTo(0.5000001 / units);
        assertThat(rounded.isUsable()).isTrue();
    }

    @Test
    void roundingGivesPlainNumbersAndNoNegativeZero() {
        assertThat(rounded(-0.00004, 0.00314159, 0.01, 10_000))
                .isEqualTo(new Prediction.Horizon(30, 0.0, 0.0031, 0.01));
    }

    private static Prediction.Horizon rounded(double q10, double q50, double q90, long units) {
        Prediction.Horizon horizon = new Prediction.Horizon(30, q10, q50, q90);
        return new Prediction("AAPL", 0, List.of(horizon), "1", "ab")
                .rounded(units)
                .horizons()
                .get(0);
    }
}
