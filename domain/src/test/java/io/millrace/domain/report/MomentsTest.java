package io.millrace.domain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: scipy 1.17.1, {@code scipy.stats} with {@code bias=False}. */
class MomentsTest {

    @Test
    void agreesWithScipy() {
        Moments moments = Moments.of(new double[] {0.01, -0.02, 0.03, 0.005, -0.01, 0.0});

        assertThat(moments.variance().orElseThrow())
                .isCloseTo(0.00029749999999999997, within(1e-18));
        assertThat(moments.skewness().orElseThrow()).isCloseTo(0.46040641066517973, within(1e-12));
        assertThat(moments.kurtosis().orElseThrow()).isCloseTo(3.5190311418685143, within(1e-12));
    }

    @ParameterizedTest(name = "{0} values: variance {1}, skewness {2}, kurtosis {3}")
    @CsvSource({
        "1, false, false, false",
        "2, true,  false, false",
        "3, true,  true,  false",
        "4, true,  true,  true",
    })
    void aMomentNeedsEnoughValues(int count, boolean variance, boolean skewness, boolean kurtosis) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = i * i;
        }
        Moments moments = Moments.of(values);

        assertThat(moments.variance().isPresent()).isEqualTo(variance);
        assertThat(moments.skewness().isPresent()).isEqualTo(skewness);
        assertThat(moments.kurtosis().isPresent()).isEqualTo(kurtosis);
    }

    @Test
    void nothingHasNoMoments() {
        assertThat(Moments.of(new double[0]).mean()).isEmpty();
    }

    @ParameterizedTest(name = "P(X <= {0}) = {1}")
    @CsvSource({
        "-9.0, 1.1285884059538324e-19",
        "-8.0, 6.22096057427174e-16",
        "-5.0, 2.866515718791933e-07",
        "-2.5, 0.006209665325776132",
        "-1.0, 0.15865525393145707",
        "-0.1, 0.460172162722971",
        " 0.0, 0.5",
        " 0.3, 0.6179114221889526",
        "1.96, 0.9750021048517795",
        " 4.0, 0.9999683287581669",
        " 7.5, 0.9999999999999681",
        " 9.0, 1.0",
    })
    void theNormalDistributionAgreesWithScipy(double x, double expected) {
        assertThat(Normal.cumulative(x)).isCloseTo(expected, within(1e-15));
    }
}
