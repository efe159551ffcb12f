package io.millrace.trainer.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {

    private static final double[] THEN = sines(200, 1.0, 1.0, 0.0);
    private static final double[] NOW = sines(150, 1.7, 1.3, 0.2);

    /**
     * By scipy 1.17.1 and numpy 2.4.6 over the same sines:
     *
     * <pre>{@code
     * ks_2samp(a, b).statistic
     * e = np.quantile(a, np.arange(1, 10)/10)
     * s = lambda x: np.maximum(np.bincount(np.searchsorted(e, x), minlength=10)/len(x), 1e-4)
     * np.sum((s(b)-s(a))*np.log(s(b)/s(a)))
     * }</pre>
     */
    @Test
    void distancesAreWhatScipyAndNumpySay() {
        assertThat(Distance.kolmogorovSmirnov(THEN, NOW)).isCloseTo(KS_BY_SCIPY, within(1e-12));
        assertThat(Distance.stabilityIndex(THEN, NOW)).isCloseTo(PSI_BY_NUMPY, within(1e-12));
    }

    private static final double KS_BY_SCIPY = 0.24666666666666667;
    private static final double PSI_BY_NUMPY = 0.3258811169814658;

    @Test
    void aSampleIsNotApartFromItself() {
        assertThat(Distance.kolmogorovSmirnov(THEN, THEN)).isZero();
        assertThat(Distance.stabilityIndex(THEN, THEN)).isZero();
    }

    @ParameterizedTest(name = "confidence {0} after {1} -> lost: {2}")
    @CsvSource({"0.4001, 0.5, false", "0.4, 0.5, true", "0.1, 0.5, true", "0.6, 0.5, false"})
    void confidenceIsLostFromAFifthLessOn(double now, double then, boolean lost) {
        Drift drift = Drift.between(new Reference(sample("a", THEN), then), sample("a", THEN), now);

        assertThat(drift.confidenceIsLost()).isEqualTo(lost);
        assertThat(drift.isThere()).isEqualTo(lost);
    }

    @Test
    void anInputThatHasMovedIsDrift() {
        double[] moved = Arrays.stream(THEN).map(value -> value + 1).toArray();
        Drift drift =
                Drift.between(new Reference(sample("a", THEN), 0.5), sample("a", moved), null);

        assertThat(drift.isThere()).isTrue();
        assertThat(drift.confidenceIsLost()).isFalse();
    }

    @Test
    void anotherDefinitionIsNotComparable() {
        assertThatThrownBy(
                        () ->
                                Drift.between(
                                        new Reference(sample("a", THEN), 0.5),
                                        sample("b", THEN),
                                        null))
                .hasMessage("definition: b (expected: a, as the reference has)");
    }

    private static InputSample sample(String definition, double[] values) {
        return new InputSample(
                definition, Map.of("RETURN_1", Arrays.stream(values).sorted().boxed().toList()));
    }

    private static double[] sines(int count, double pace, double size, double shift) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> Math.sin((double) i * i * pace) * size + shift);
        return values;
    }
}
