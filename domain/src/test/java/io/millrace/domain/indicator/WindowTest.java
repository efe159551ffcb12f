package io.millrace.domain.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WindowTest {

    @Property(tries = 300)
    void holdsTheLastValues(
            @ForAll @Size(max = 60) List<@IntRange(min = -9, max = 9) Integer> values,
            @ForAll @IntRange(min = 1, max = 12) int size) {
        Window window = filled(size, values);

        assertThat(window.values()).containsExactly(tail(values, size));
        assertThat(window.count()).isEqualTo(Math.min(size, values.size()));
        assertThat(window.isFull()).isEqualTo(values.size() >= size);
    }

    /** However often an old window is extended, nobody's values change. */
    @Property(tries = 300)
    void everyWindowOfAFamilyKeepsItsOwnValues(
            @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 1000) Integer> choices,
            @ForAll @IntRange(min = 1, max = 7) int size) {
        List<Window> windows = new ArrayList<>(List.of(Window.empty(size)));
        List<List<Integer>> histories = new ArrayList<>(List.of(List.of()));
        for (int choice : choices) {
            int parent = choice % windows.size();
            List<Integer> history = new ArrayList<>(histories.get(parent));
            history.add(choice);
            windows.add(windows.get(parent).plus(choice));
            histories.add(history);
        }

        for (int i = 0; i < windows.size(); i++) {
            assertThat(windows.get(i).values()).containsExactly(tail(histories.get(i), size));
        }
    }

    @Property(tries = 100)
    void aCopyFromASnapshotGoesOnLikeTheOriginal(
            @ForAll @Size(max = 40) List<@IntRange(min = -9, max = 9) Integer> before,
            @ForAll @Size(max = 40) List<@IntRange(min = -9, max = 9) Integer> after) {
        Window original = filled(5, before);
        Window restored = new Window(5, original.end(), original.cells().clone());

        for (int value : after) {
            original = original.plus(value);
            restored = restored.plus(value);
        }

        assertThat(restored).isEqualTo(original).hasSameHashCodeAs(original);
    }

    @Property(tries = 100)
    void equalValuesHaveThatMeanAndNoDeviation(
            @ForAll double value, @ForAll @IntRange(min = 1, max = 50) int size) {
        Window window = Window.empty(size);
        Sma average = Sma.empty(size);
        double price = Math.abs(value) % 1e9;
        for (int i = 0; i < 3 * size; i++) {
            window = window.plus(price);
            average = average.next(price);
        }

        assertThat(window.mean(size)).isEqualTo(price);
        assertThat(window.deviation(size)).isZero();
        assertThat(average.value()).hasValue(price);
    }

    /** 100 000 bars from a thousandth to a hundred million, against exact decimals. */
    @Example
    void averagesAndDeviationsDoNotDrift() {
        int[] periods = {5, 20, 50};
        Sma[] averages = {Sma.empty(5), Sma.empty(20), Sma.empty(50)};
        double[] values = mixedMagnitudes(100_000);
        for (int i = 0; i < values.length; i++) {
            for (int p = 0; p < periods.length; p++) {
                averages[p] = averages[p].next(values[i]);
            }
            if (i > 99_900 || i % 9973 == 100) {
                for (int p = 0; p < periods.length; p++) {
                    double exact = exactMean(values, i, periods[p]);
                    assertThat(averages[p].value().getAsDouble())
                            .isCloseTo(exact, within(exact * 1e-15));
                    double deviation = exactDeviation(values, i, periods[p]);
                    assertThat(averages[p].window().deviation(periods[p]))
                            .isCloseTo(deviation, within(deviation * 1e-12));
                }
            }
        }
    }

    /** The planted fault: what a plain running sum would have become on the same values. */
    @Example
    void aPlainRunningSumWouldHaveDrifted() {
        double[] values = mixedMagnitudes(100_000);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] - (i < 20 ? 0 : values[i - 20]);
        }
        double exact = exactMean(values, values.length - 1, 20);

        assertThat(Math.abs(sum / 20 - exact)).isGreaterThan(exact * 1e-12);
    }

    @Example
    void aWindowHoldsAtLeastOneValue() {
        assertThatThrownBy(() -> Window.empty(0)).hasMessage("size: 0 (expected: at least 1)");
    }

    private static Window filled(int size, List<Integer> values) {
        Window window = Window.empty(size);
        for (int value : values) {
            window = window.plus(value);
        }
        return window;
    }

    private static double[] tail(List<Integer> values, int size) {
        return values.subList(Math.max(0, values.size() - size), values.size()).stream()
                .mapToDouble(Integer::doubleValue)
                .toArray();
    }

    /** Ends small, after everything large has left the windows. */
    private static double[] mixedMagnitudes(int count) {
        double[] values = new double[count];
        long state = 42;
        for (int i = 0; i < count; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            int magnitude = i > count - 200 ? 0 : (int) ((state >>> 40) % 12);
            values[i] = 0.001 * Math.pow(10, magnitude) * (1 + (state >>> 44) / 1e6);
        }
        return values;
    }

    private static double exactMean(double[] values, int last, int period) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = last - period + 1; i <= last; i++) {
            sum = sum.add(new BigDecimal(values[i]));
        }
        return sum.divide(BigDecimal.valueOf(period), MathContext.DECIMAL128).doubleValue();
    }

    private static double exactDeviation(double[] values, int last, int period) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = last - period + 1; i <= last; i++) {
            BigDecimal value = new BigDecimal(values[i]);
            sum = sum.add(value);
            squares = squares.add(value.multiply(value));
        }
        BigDecimal n = BigDecimal.valueOf(period);
        BigDecimal spread = squares.multiply(n).subtract(sum.multiply(sum));
        return spread.divide(n.multiply(n), new MathContext(60))
                .sqrt(MathContext.DECIMAL128)
                .doubleValue();
    }
}
