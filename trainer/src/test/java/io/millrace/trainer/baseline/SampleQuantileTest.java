package io.millrace.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleQuantileTest {

    /** By numpy 2.4.6: {@code np.quantile([3,-1,4,1,-5,9,2,6], q)}. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"0, -5", "0.1, -2.2", "0.25, 0.5", "0.5, 2.5", "0.9, 6.9", "1, 9"})
    void isWhatNumpySays(double probability, double expected) {
        double[] values = {3, -1, 4, 1, -5, 9, 2, 6};

        assertThat(SampleQuantile.of(values, probability)).isCloseTo(expected, within(1e-12));
    }
}
