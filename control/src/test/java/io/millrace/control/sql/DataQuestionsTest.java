package io.millrace.control.sql;

import static io.millrace.control.sql.DeskRun.decimal;
import static io.millrace.control.sql.DeskRun.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Questions about what came in, against the tape and the dead letters of the run. */
class DataQuestionsTest {

    private static final DeskRun DESK = DeskRun.made();

    @Test
    void aHoleInTheMiddleAndOneAtTheEndOfASessionAreFound() {
        List<Map<String, String>> told = DESK.ask("feed_gaps", "from=2024-01-01", "to=2024-01-03");

        assertThat(told)
                .extracting(
                        row ->
                                String.join(
                                        " ",
                                        row.get("day"),
                                        row.get("symbol"),
                                        row.get("expected"),
                                        row.get("received"),
                                        row.get("missing"),
                                        row.get("longest_gap"),
                                        row.get("gap_from")))
                .containsExactly(
                        "2024-01-03 QQQ 390.00 385.00 5.00 5.00 2024-01-03 16:10:00+00",
                        "2024-01-02 SPY 390.00 387.00 3.00 3.00 2024-01-02 20:57:00+00",
                        "2024-01-02 QQQ 390.00 390.00 0.00 0.00 ",
                        "2024-01-03 SPY 390.00 390.00 0.00 0.00 ");
    }

    @Test
    void aMarketThatNeverClosesIsExpectedAroundTheClock() {
        List<Map<String, String>> told = DESK.ask("feed_gaps", "calendar=crypto");

        assertThat(told)
                .extracting(row -> row.get("symbol") + " " + row.get("missing"))
                .containsExactly("QQQ 1055.00", "SPY 1050.00");
    }

    @Test
    void unusableInputsAreCountedByPlaceAndReason() {
        Map<String, Integer> expected = new TreeMap<>();
        DESK.file("deadletter.csv")
                .forEach(
                        row ->
                                expected.merge(
                                        row.get("file") + " " + row.get("code"), 1, Integer::sum));

        List<Map<String, String>> told = DESK.ask("late_data");

        assertThat(told)
                .filteredOn(row -> !row.getOrDefault("run_id", "").equals("letters"))
                .extracting(row -> row.get("origin") + " " + row.get("code"))
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(expected.values()).allMatch(count -> count == 1).hasSize(2);
        assertThat(DESK.ask("late_data", "code=NUMBER_UNREADABLE"))
                .singleElement()
                .satisfies(row -> assertThat(row.get("letters")).isEqualTo("1"))
                .satisfies(row -> assertThat(row.get("example")).contains("x"));
    }

    @Test
    void driftIsMeasuredAsOverTheTape() {
        List<Double> today = new ArrayList<>();
        List<Double> before = new ArrayList<>();
        double last = Double.NaN;
        for (Map.Entry<Instant, Double> bar : DESK.tape("SPY").entrySet()) {
            if (!Double.isNaN(last)) {
                (DeskRun.dayOf(bar.getKey()).equals(DeskRun.SECOND_DAY) ? today : before)
                        .add(bar.getValue() / last - 1);
            }
            last = bar.getValue();
        }

        Map<String, String> told = feature("return_1");

        assertThat(decimal(told, "today").intValue()).isEqualTo(today.size());
        assertThat(decimal(told, "reference").intValue()).isEqualTo(before.size());
        assertThat(decimal(told, "mean_today").doubleValue()).isEqualTo(mean(today), within(1e-6));
        assertThat(decimal(told, "mean_before").doubleValue())
                .isEqualTo(mean(before), within(1e-6));
        assertThat(decimal(told, "ks").doubleValue())
                .isEqualTo(distance(today, before), within(1e-6))
                .isPositive();
        assertThat(decimal(told, "psi").doubleValue())
                .isEqualTo(stabilityIndex(today, before), within(1e-6))
                .isPositive();
    }

    @Test
    void aFeatureThatIsDistributedAlikeHasNotDrifted() {
        assertThat(decimal(feature("hour_of_day"), "psi").doubleValue()).isLessThan(0.01);
        assertThat(decimal(feature("sma_20"), "psi").doubleValue()).isGreaterThan(0.25);
    }

    private static Map<String, String> feature(String name) {
        return DESK.ask("feature_drift", "symbol=SPY").stream()
                .filter(row -> name.equals(row.get("feature")))
                .findFirst()
                .orElseThrow();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The largest gap between both distribution functions, looked for at every value. */
    private static double distance(List<Double> one, List<Double> other) {
        Set<Double> places = new HashSet<>(one);
        places.addAll(other);
        return places.stream()
                .mapToDouble(x -> Math.abs(shareUpTo(one, x) - shareUpTo(other, x)))
                .max()
                .orElseThrow();
    }

    private static double shareUpTo(List<Double> values, double x) {
        return (double) values.stream().filter(value -> value <= x).count() / values.size();
    }

    /** The index over the deciles of the reference, each the smallest value that reaches it. */
    private static double stabilityIndex(List<Double> today, List<Double> before) {
        List<Double> sorted = new ArrayList<>(before);
        Collections.sort(sorted);
        List<Double> edges = new ArrayList<>();
        for (int tenth = 1; tenth < 10; tenth++) {
            edges.add(sorted.get((int) Math.ceil(tenth / 10.0 * sorted.size() - 1e-9) - 1));
        }
        edges.add(Double.POSITIVE_INFINITY);
        double index = 0;
        double from = Double.NEGATIVE_INFINITY;
        for (double to : edges) {
            double p = Math.max(0.5, inside(today, from, to)) / today.size();
            double q = Math.max(0.5, inside(before, from, to)) / before.size();
            index += (p - q) * Math.log(p / q);
            from = to;
        }
        return index;
    }

    private static double inside(List<Double> values, double from, double to) {
        return values.stream().filter(value -> value > from && value <= to).count();
    }

    @Test
    void aTimeInAnAnswerIsUtc() {
        assertThat(time(DESK.ask("select min(ts) as ts from signals").get(0), "ts"))
                .isEqualTo(Instant.parse("2024-01-02T14:31:00Z"));
    }
}
