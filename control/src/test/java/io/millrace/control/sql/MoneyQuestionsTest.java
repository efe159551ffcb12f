package io.millrace.control.sql;

import static io.millrace.control.sql.DeskRun.dayOf;
import static io.millrace.control.sql.DeskRun.decimal;
import static io.millrace.control.sql.DeskRun.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about money, against the fills, equity and decisions in the files of the run. */
class MoneyQuestionsTest {

    private static final DeskRun DESK = DeskRun.made();

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-02", "2024-01-03"})
    void theProfitOfADayIsSharedOutAsTheFilesSay(String day) {
        Map<String, Double> expected = sharedProfit(LocalDate.parse(day));

        Map<String, Double> told = new TreeMap<>();
        for (Map<String, String> row : DESK.ask("pnl_today", "day=" + day)) {
            told.put(
                    row.get("symbol") + " " + row.get("alpha"),
                    decimal(row, "pnl_usd").doubleValue());
        }

        assertThat(told.keySet()).isEqualTo(expected.keySet()).hasSizeGreaterThan(1);
        expected.forEach((key, value) -> assertThat(told.get(key)).isEqualTo(value, within(1e-5)));
    }

    @Test
    void theProfitsOfTheDaysAddUpToTheEquity() {
        assertThat(total("2024-01-02"))
                .isEqualTo(equityAt(DeskRun.FIRST_DAY) - 100_000, within(1e-4));
        assertThat(total("2024-01-03"))
                .isEqualTo(
                        equityAt(DeskRun.SECOND_DAY) - equityAt(DeskRun.FIRST_DAY), within(1e-4));
    }

    @Test
    void theNewestDayIsAskedForUnlessAnotherIsSaid() {
        assertThat(DESK.ask("pnl_today")).isEqualTo(DESK.ask("pnl_today", "day=2024-01-03"));
    }

    @Test
    void slippageIsWeighedByDollarsPerHour() {
        Map<Integer, double[]> hours = new TreeMap<>();
        for (Map<String, String> fill : DESK.file("fills.csv")) {
            double price = decimal(fill, "price").doubleValue();
            double expected = decimal(fill, "expected_price").doubleValue();
            double quantity = decimal(fill, "quantity").doubleValue();
            double slip = "BUY".equals(fill.get("side")) ? price - expected : expected - price;
            int hour = time(fill, "ts").atZone(DeskRun.NEW_YORK).getHour();
            double[] sums = hours.computeIfAbsent(hour, none -> new double[] {0, 0, 0, 0, -1e9});
            sums[0]++;
            sums[1] += quantity * price;
            sums[2] += slip * quantity;
            sums[3] += expected * quantity;
            sums[4] = Math.max(sums[4], 10_000 * slip / expected);
        }

        List<Map<String, String>> told = DESK.ask("slippage_by_hour");

        assertThat(told).hasSameSizeAs(hours.keySet()).isNotEmpty();
        for (Map<String, String> row : told) {
            double[] sums = hours.getOrDefault(decimal(row, "hour").intValue(), new double[5]);
            assertThat(decimal(row, "fills").doubleValue()).isEqualTo(sums[0]);
            assertThat(decimal(row, "notional_usd").doubleValue()).isEqualTo(sums[1], within(0.01));
            assertThat(decimal(row, "mean_bps").doubleValue())
                    .isEqualTo(10_000 * sums[2] / sums[3], within(1e-3));
            assertThat(decimal(row, "worst_bps").doubleValue()).isEqualTo(sums[4], within(1e-3));
            assertThat(decimal(row, "cost_usd").doubleValue()).isEqualTo(sums[2], within(1e-5));
        }
        assertThat(hours.values()).anyMatch(sums -> sums[2] > 0);
    }

    @Test
    void exposureIsWhatTheFillsHoldAtTheLastClose() {
        List<Map<String, String>> told = DESK.ask("exposure_over_time", "bucket=30 minutes");

        assertThat(told).hasSizeGreaterThan(5);
        int invested = 0;
        for (Map<String, String> row : told) {
            Instant from = time(row, "bucket");
            Map<String, String> point = lastPoint(from, from.plusSeconds(1_800));
            double exposure = worthAt(time(point, "ts"));
            assertThat(decimal(row, "exposure_usd").doubleValue())
                    .isEqualTo(exposure, within(1e-6));
            assertThat(decimal(row, "equity_usd")).isEqualByComparingTo(decimal(point, "equity"));
            assertThat(decimal(row, "percent").doubleValue())
                    .isEqualTo(
                            100 * exposure / decimal(point, "equity").doubleValue(), within(1e-3));
            assertThat(decimal(row, "drawdown").doubleValue())
                    .isEqualTo(drawdownAt(time(point, "ts")), within(1e-3));
            invested += exposure > 0 ? 1 : 0;
        }
        assertThat(invested).isPositive();
    }

    private static double total(String day) {
        return DESK.ask("pnl_today", "day=" + day).stream()
                .mapToDouble(row -> decimal(row, "pnl_usd").doubleValue())
                .sum();
    }

    private static double equityAt(LocalDate day) {
        return DESK.file("equity.csv").stream()
                .filter(row -> !dayOf(time(row, "ts")).isAfter(day))
                .reduce((earlier, later) -> later)
                .map(row -> decimal(row, "equity").doubleValue())
                .orElseThrow();
    }

    private static Map<String, String> lastPoint(Instant from, Instant to) {
        return DESK.file("equity.csv").stream()
                .filter(row -> !time(row, "ts").isBefore(from) && time(row, "ts").isBefore(to))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static double drawdownAt(Instant instant) {
        double peak = 0;
        double last = 0;
        for (Map<String, String> row : DESK.file("equity.csv")) {
            if (!time(row, "ts").isAfter(instant)) {
                last = decimal(row, "equity").doubleValue();
                peak = Math.max(peak, last);
            }
        }
        return 100 * (1 - last / peak);
    }

    private static double worthAt(Instant instant) {
        Map<String, Double> held = new HashMap<>();
        for (Map<String, String> fill : DESK.file("fills.csv")) {
            if (!time(fill, "ts").isAfter(instant)) {
                held.merge(
                        fill.getOrDefault("symbol", ""), signed(fill).doubleValue(), Double::sum);
            }
        }
        return held.entrySet().stream()
                .mapToDouble(
                        one -> one.getValue() * closeBefore(one.getKey(), instant.plusMillis(1)))
                .sum();
    }

    /** Profit per symbol and alpha, walked fill by fill. */
    private static Map<String, Double> sharedProfit(LocalDate day) {
        Instant from = day.atStartOfDay(DeskRun.NEW_YORK).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(DeskRun.NEW_YORK).toInstant();
        Map<String, Double> profits = new TreeMap<>();
        Map<String, List<Map<String, String>>> open = new TreeMap<>();
        for (Map<String, String> fill : DESK.file("fills.csv")) {
            if (time(fill, "ts").isBefore(to)) {
                String symbol = fill.getOrDefault("symbol", "");
                List<Map<String, String>> trip =
                        open.computeIfAbsent(symbol, none -> new ArrayList<>());
                trip.add(fill);
                if (held(trip, to).signum() == 0) {
                    if (!time(fill, "ts").isBefore(from)) {
                        share(profits, trip, from, to);
                    }
                    open.remove(symbol);
                }
            }
        }
        open.values().forEach(trip -> share(profits, trip, from, to));
        return profits;
    }

    private static void share(
            Map<String, Double> profits, List<Map<String, String>> trip, Instant from, Instant to) {
        String symbol = trip.get(0).getOrDefault("symbol", "");
        double profit =
                held(trip, to).doubleValue() * closeBefore(symbol, to)
                        - held(trip, from).doubleValue() * closeBefore(symbol, from);
        for (Map<String, String> fill : trip) {
            if (!time(fill, "ts").isBefore(from)) {
                profit -= signed(fill).multiply(decimal(fill, "price")).doubleValue();
                profit -= decimal(fill, "fee").doubleValue();
            }
        }
        Map<String, Double> force = votesFor(trip.get(0).getOrDefault("client_order_id", ""));
        double all = force.values().stream().mapToDouble(Double::doubleValue).sum();
        for (Map.Entry<String, Double> vote : force.entrySet()) {
            profits.merge(
                    symbol + " " + vote.getKey(), profit * vote.getValue() / all, Double::sum);
        }
    }

    private static Map<String, Double> votesFor(String entry) {
        Map<String, String> order =
                DESK.file("orders.csv").stream()
                        .filter(row -> entry.equals(row.get("client_order_id")))
                        .findFirst()
                        .orElseThrow();
        String votes =
                DESK.file("decisions.csv").stream()
                        .filter(row -> order.getOrDefault("submitted", "").equals(row.get("ts")))
                        .filter(row -> order.getOrDefault("symbol", "").equals(row.get("symbol")))
                        .findFirst()
                        .orElseThrow()
                        .getOrDefault("votes", "");
        Map<String, Double> force = new TreeMap<>();
        for (String vote : votes.split("\\|", -1)) {
            String[] parts = vote.split("[:*]", -1);
            double strength = Double.parseDouble(parts[2]) * Double.parseDouble(parts[3]);
            if (parts[1].equals("UP") && strength > 0) {
                force.put(parts[0], strength);
            }
        }
        return force;
    }

    private static BigDecimal held(List<Map<String, String>> trip, Instant before) {
        return trip.stream()
                .filter(fill -> time(fill, "ts").isBefore(before))
                .map(MoneyQuestionsTest::signed)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal signed(Map<String, String> fill) {
        BigDecimal quantity = decimal(fill, "quantity");
        return "BUY".equals(fill.get("side")) ? quantity : quantity.negate();
    }

    private static double closeBefore(String symbol, Instant before) {
        double close = 0;
        for (Map.Entry<Instant, Double> bar : DESK.tape(symbol).entrySet()) {
            if (bar.getKey().isBefore(before)) {
                close = bar.getValue();
            }
        }
        return close;
    }
}
