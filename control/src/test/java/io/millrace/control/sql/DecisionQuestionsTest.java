package io.millrace.control.sql;

import static io.millrace.control.sql.DeskRun.decimal;
import static io.millrace.control.sql.DeskRun.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.connectors.jdbc.AccountTables;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.OrderEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Questions about decisions, risk and orders, against the files of the run. */
class DecisionQuestionsTest {

    private static final DeskRun DESK = DeskRun.made();

    @Test
    void theFunnelCountsWhatTheDecisionFileHolds() {
        Map<String, Long> expected = new TreeMap<>();
        List<Map<String, String>> decisions = DESK.file("decisions.csv");
        expected.put("decided ", (long) decisions.size());
        for (Map<String, String> row : decisions) {
            String code = row.getOrDefault("code", "");
            boolean held = "HOLD".equals(row.get("action"));
            count(
                    expected,
                    held
                            ? "held " + (code.isEmpty() ? "NO_DIRECTION" : code)
                            : "asked " + row.get("action"));
            if ("REJECTED".equals(row.get("outcome"))) {
                count(expected, "rejected " + code);
            } else if (!held) {
                count(expected, "approved ");
                if (decimal(row, "quantity").compareTo(decimal(row, "requested_quantity")) < 0) {
                    count(expected, "resized " + code);
                }
            }
        }
        Map<String, String> legs = new TreeMap<>();
        for (Map<String, String> row : DESK.file("orders.csv")) {
            if (row.getOrDefault("leg", "").startsWith("E")) {
                legs.put(row.getOrDefault("client_order_id", ""), row.getOrDefault("leg", ""));
            }
        }
        legs.values().forEach(leg -> count(expected, "ordered " + leg));
        DESK.file("fills.csv").stream()
                .map(row -> row.getOrDefault("client_order_id", ""))
                .distinct()
                .filter(legs::containsKey)
                .forEach(id -> count(expected, "filled " + legs.get(id)));

        Map<String, Long> told = new TreeMap<>();
        for (Map<String, String> row : DESK.ask("decision_funnel")) {
            told.put(
                    row.get("stage") + " " + row.get("reason"),
                    decimal(row, "decisions").longValue());
        }

        assertThat(told).isEqualTo(expected);
        assertThat(expected.keySet())
                .anyMatch(key -> key.startsWith("rejected"))
                .contains("ordered ENTRY", "filled ENTRY", "approved ");
    }

    @Test
    void aSymbolAloneIsAPartOfTheFunnel() {
        long spy =
                DESK.file("decisions.csv").stream()
                        .filter(row -> "SPY".equals(row.get("symbol")))
                        .count();

        assertThat(decimal(DESK.ask("decision_funnel", "symbol=SPY").get(0), "decisions"))
                .isEqualByComparingTo(String.valueOf(spy));
    }

    @Test
    void everyBreachOfARuleIsCounted() {
        Map<String, Long> breached = new TreeMap<>();
        Map<String, Long> rejected = new TreeMap<>();
        for (Map<String, String> row : DESK.file("decisions.csv")) {
            for (String reading : row.getOrDefault("risk", "").split("\\|", -1)) {
                if (reading.startsWith("!")) {
                    count(breached, reading.substring(1, reading.indexOf(':')));
                }
            }
            if ("REJECTED".equals(row.get("outcome"))) {
                count(rejected, row.getOrDefault("code", ""));
            }
        }

        Map<String, Long> told = new TreeMap<>();
        Map<String, Long> bound = new TreeMap<>();
        for (Map<String, String> row : DESK.ask("rejections_by_rule")) {
            String rule = row.getOrDefault("rule", "");
            told.put(rule, decimal(row, "breached").longValue());
            if (decimal(row, "rejected").signum() > 0) {
                bound.put(rule, decimal(row, "rejected").longValue());
            }
        }

        assertThat(told).isEqualTo(breached).isNotEmpty();
        assertThat(bound).isEqualTo(rejected).isNotEmpty();
    }

    @Test
    void aChainHoldsEveryVoteGateOrderEventAndFill() {
        Map<String, String> decision =
                DESK.file("decisions.csv").stream()
                        .filter(row -> "APPROVED".equals(row.get("outcome")))
                        .filter(row -> "BUY".equals(row.get("action")))
                        .findFirst()
                        .orElseThrow();
        List<Map<String, String>> orders = chainOf(decision);
        List<String> ids =
                orders.stream().map(row -> row.getOrDefault("client_order_id", "")).toList();
        List<Map<String, String>> fills =
                DESK.file("fills.csv").stream()
                        .filter(row -> ids.contains(row.get("client_order_id")))
                        .toList();
        String correlation =
                DESK.ask(
                                "select correlation_id from signals where event_id = cast(:id as uuid)",
                                "id=" + decision.get("decision_id"))
                        .get(0)
                        .getOrDefault("correlation_id", "");

        List<Map<String, String>> told =
                DESK.ask("order_chain", "correlation=" + correlation.substring(0, 13));

        Map<String, List<Map<String, String>>> kinds =
                told.stream().collect(Collectors.groupingBy(row -> row.getOrDefault("kind", "")));
        assertThat(kinds.get("vote")).hasSize(cells(decision, "votes"));
        assertThat(kinds.get("gate")).hasSize(cells(decision, "gates"));
        assertThat(subjects(kinds, "bar")).containsExactly(decision.get("symbol"));
        assertThat(subjects(kinds, "decision")).containsExactly(decision.get("decision_id"));
        assertThat(kinds.get("risk")).hasSize(1);
        assertThat(subjects(kinds, "order"))
                .containsExactlyInAnyOrderElementsOf(new TreeSet<>(ids))
                .hasSizeGreaterThan(1);
        assertThat(subjects(kinds, "event")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(kinds.get("fill")).hasSameSizeAs(fills).isNotEmpty();
        assertThat(told).extracting(row -> time(row, "ts")).isSorted();
    }

    @Test
    void anOrderWithoutAnswerIsUnknownUntilTheBrokerSpeaks() throws SQLException {
        Instant start = Instant.parse("2024-01-02T15:00:00Z");
        write(
                event("a", start, OrderEvent.SUBMIT),
                event("a", start, OrderEvent.NO_ANSWER),
                event("a", start.plusMillis(2_500), OrderEvent.BROKER_ACCEPTED),
                event("a", start.plusSeconds(9), OrderEvent.BROKER_CANCELED),
                event("b", start.plusSeconds(3), OrderEvent.SUBMIT),
                event("b", start.plusSeconds(3), OrderEvent.NO_ANSWER));

        List<Map<String, String>> told = DESK.ask("unknown_orders", "run=unanswered");

        assertThat(told)
                .extracting(
                        row -> row.get("client_order_id"),
                        row -> row.get("seconds"),
                        row -> row.get("freed_by"))
                .containsExactly(
                        Tuple.tuple("b", "6.000", ""),
                        Tuple.tuple("a", "2.500", "BROKER_ACCEPTED"));
        assertThat(DESK.ask("unknown_orders", "run=unanswered", "longer=3")).hasSize(1);
        assertThat(DESK.ask("unknown_orders")).isEmpty();
    }

    @Test
    void anAlphaIsRightWhenThePriceGoesItsWay() {
        Map<String, List<Double>> moves = new TreeMap<>();
        for (Map<String, String> opinion :
                DESK.ask(
                        "select alpha, symbol, ts, direction, least(closes_at, lead(ts) over"
                                + " (partition by alpha, symbol order by ts)) as ends from"
                                + " alpha_signals order by ts")) {
            Map<Instant, Double> closes = DESK.tape(opinion.getOrDefault("symbol", ""));
            Instant ends = time(opinion, "ends");
            Instant last = closes.keySet().stream().max(Instant::compareTo).orElseThrow();
            if (!"FLAT".equals(opinion.get("direction")) && !ends.isAfter(last)) {
                double begin = closes.getOrDefault(time(opinion, "ts"), Double.NaN);
                double end =
                        closes.entrySet().stream()
                                .filter(bar -> !bar.getKey().isAfter(ends))
                                .reduce((earlier, later) -> later)
                                .orElseThrow()
                                .getValue();
                double way = "UP".equals(opinion.get("direction")) ? 1 : -1;
                moves.computeIfAbsent(
                                opinion.get("alpha") + " " + opinion.get("direction"),
                                none -> new ArrayList<>())
                        .add(way * 10_000 * (end / begin - 1));
            }
        }

        List<Map<String, String>> told = DESK.ask("alpha_hit_rate");

        assertThat(told)
                .extracting(row -> row.get("alpha") + " " + row.get("direction"))
                .containsExactlyElementsOf(moves.keySet())
                .hasSizeGreaterThan(2);
        for (Map<String, String> row : told) {
            List<Double> all =
                    moves.getOrDefault(row.get("alpha") + " " + row.get("direction"), List.of());
            long hits = all.stream().filter(bps -> bps > 0).count();
            long moved = all.stream().filter(bps -> bps != 0).count();
            assertThat(decimal(row, "opinions").intValue()).isEqualTo(all.size());
            assertThat(decimal(row, "hits").longValue()).isEqualTo(hits);
            assertThat(decimal(row, "hit_rate").doubleValue())
                    .isEqualTo(100.0 * hits / moved, within(1e-3));
            assertThat(decimal(row, "mean_bps").doubleValue())
                    .isEqualTo(
                            all.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                            within(1e-3));
        }
    }

    private static List<Map<String, String>> chainOf(Map<String, String> decision) {
        List<Map<String, String>> all = DESK.file("orders.csv");
        String entry =
                all.stream()
                        .filter(row -> decision.getOrDefault("ts", "").equals(row.get("submitted")))
                        .filter(
                                row ->
                                        decision.getOrDefault("symbol", "")
                                                .equals(row.get("symbol")))
                        .filter(row -> "ENTRY".equals(row.get("leg")))
                        .findFirst()
                        .orElseThrow()
                        .getOrDefault("client_order_id", "");
        return all.stream()
                .filter(
                        row ->
                                entry.equals(row.get("client_order_id"))
                                        || entry.equals(row.get("parent_id")))
                .toList();
    }

    private static List<String> subjects(
            Map<String, List<Map<String, String>>> kinds, String kind) {
        Function<Map<String, String>, String> subject = row -> row.getOrDefault("subject", "");
        return kinds.getOrDefault(kind, List.of()).stream().map(subject).toList();
    }

    private static int cells(Map<String, String> row, String column) {
        return row.getOrDefault(column, "").split("\\|", -1).length;
    }

    private static void count(Map<String, Long> counts, String key) {
        counts.merge(key, 1L, Long::sum);
    }

    private static ExecutionEvent event(String id, Instant at, OrderEvent event) {
        return new ExecutionEvent(id, event, at.toEpochMilli(), null, "");
    }

    private static void write(ExecutionEvent... events) throws SQLException {
        try (Connection connection = DatabaseAddress.parse(DESK.database()).connect()) {
            AccountTables.events(new RunScope("unanswered", "paper"))
                    .write(connection, List.of(events));
        }
    }
}
