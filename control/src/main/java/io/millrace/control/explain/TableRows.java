package io.millrace.control.explain;

import static io.millrace.domain.order.OrderStatus.SUBMITTED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.domain.audit.AuditKind;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderLifecycle;
import io.millrace.domain.order.OrderStatus;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run by its rows in the tables, under the columns that its files would have. */
final class TableRows implements RunRows {

    private static final String ISO = "YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"";

    private static final String RUNS =
            "select distinct run_id from signals where event_id::text like ? || '%'"
                    + " or correlation_id::text like ? || '%' union"
                    + " select run_id from orders where client_order_id like ? || '%'";

    private static final String DECISIONS =
            "select "
                    + time("s.ts")
                    + " as ts, s.symbol, s.close, s.event_id as decision_id, s.action,"
                    + " case when r.approved is null then 'HOLD' when r.approved then 'APPROVED'"
                    + " else 'REJECTED' end as outcome, s.score, s.confidence, s.regime,"
                    + " case when s.model_absent then 'absent' else 'used' end as model, "
                    + cells(
                            "s.votes",
                            "v->>'alpha' || ':' || (v->>'direction') || '*' ||"
                                    + " (v->>'weight') || '*' || (v->>'confidence')")
                    + " as votes, "
                    + cells(
                            "s.gates",
                            "case when (v->>'passed')::boolean then '' else '!' end ||"
                                    + " (v->>'gate') || ':' || coalesce(v->>'actual', 'unknown') || '/' ||"
                                    + " (v->>'limit')")
                    + " as gates, r.requested_quantity, r.quantity, "
                    + cells(
                            "r.readings",
                            "case when (v->>'breached')::boolean then '!' else '' end"
                                    + " || (v->>'rule') || ':' || (v->>'actual') || '/' || (v->>'limit')")
                    + " as risk from signals s left join risk_decisions r using (run_id, strategy,"
                    + " symbol, ts) where run_id = ? order by s.ts, s.symbol";

    private static final String ORDERS =
            "select "
                    + time("e.ts")
                    + " as ts, client_order_id, o.parent_id, e.event, '' as status, o.symbol,"
                    + " o.side, o.leg, o.type, o.time_in_force, o.quantity, o.limit_price,"
                    + " o.stop_price, "
                    + time("o.ts")
                    + " as submitted, o.reason, e.note from order_events e join orders o"
                    + " using (run_id, client_order_id) where run_id = ?"
                    + " order by e.ts, case e.event when 'SUBMIT' then 0 when 'BROKER_HELD' then 1"
                    + " when 'BROKER_ACCEPTED' then 1 else 2 end,"
                    + " case o.leg when 'ENTRY' then 0 when 'TAKE_PROFIT' then 1 else 2 end,"
                    + " client_order_id,"
                    + " e.fill_sequence";

    private static final String FILLS =
            "select "
                    + time("ts")
                    + " as ts, client_order_id, sequence, symbol, side, quantity, price,"
                    + " expected_price, fee from trades where run_id = ? order by ts, sequence";

    private static final String MANIFEST =
            "select configuration::text as configuration, data_hashes::text as data"
                    + " from run_manifests where run_id = ?";

    private static final String AUDIT =
            "select kind, payload from audit_events where run_id = ? order by chain, sequence";

    private final DatabaseAddress address;
    private final String run;
    private final Map<String, Map<String, String>> manifest = new HashMap<>();

    private TableRows(DatabaseAddress address, String run) {
        this.address = address;
        this.run = run;
        query(
                MANIFEST,
                row -> {
                    manifest.put(
                            "configuration", RecordedForms.texts(json(row.get("configuration"))));
                    manifest.put("data", RecordedForms.texts(json(row.get("data"))));
                },
                run);
    }

    /**
     * The run that has the decision or order.
     *
     * @param run its id, where it is known
     */
    static TableRows of(DatabaseAddress address, String id, @Nullable String run) {
        if (run != null) {
            return new TableRows(address, run);
        }
        List<String> runs = new ArrayList<>();
        query(address, RUNS, row -> runs.add(row.get("run_id")), id, id, id);
        if (runs.size() != 1) {
            throw ExplainCommand.unreadable(
                    runs.isEmpty()
                            ? id
                                    + " is not in "
                                    + address
                                    + " (expected: a decision, chain or order)"
                            : id
                                    + " is in runs "
                                    + String.join(", ", runs)
                                    + " (expected: --run ID)");
        }
        return new TableRows(address, runs.get(0));
    }

    @Override
    public String name() {
        return run + " in " + address;
    }

    @Override
    public Map<String, Map<String, String>> manifest() {
        return manifest;
    }

    @Override
    public List<Path> places() {
        return List.of(Path.of(""));
    }

    @Override
    public void each(Kind kind, Consumer<Row> reader) {
        query(
                switch (kind) {
                    case DECISIONS -> DECISIONS;
                    case ORDERS -> ORDERS;
                    case FILLS -> FILLS;
                },
                kind == Kind.ORDERS ? withStatus(reader) : reader,
                run);
    }

    @Override
    public void audit(AuditKind kind, Consumer<JsonNode> reader) {
        query(
                AUDIT,
                row -> {
                    if (row.get("kind").equals(kind.name())) {
                        reader.accept(json(row.get("payload")));
                    }
                },
                run);
    }

    /** The tables keep the events alone: the lifecycle tells where they led. */
    private static Consumer<Row> withStatus(Consumer<Row> reader) {
        Map<String, OrderStatus> statuses = new HashMap<>();
        return row -> {
            OrderEvent event = OrderEvent.valueOf(row.get("event"));
            OrderStatus status =
                    statuses.compute(
                            row.get("client_order_id"),
                            (id, before) -> after(before == null ? SUBMITTED : before, event));
            reader.accept(column -> column.equals("status") ? status.name() : row.get(column));
        };
    }

    private static OrderStatus after(OrderStatus before, OrderEvent event) {
        return OrderLifecycle.after(before, event).orElse(before);
    }

    private void query(String sql, Consumer<Row> reader, String... values) {
        query(address, sql, reader, values);
    }

    private static void query(
            DatabaseAddress address, String sql, Consumer<Row> reader, String... values) {
        try (Connection connection = address.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.accept(column -> cell(rows, column));
                }
            }
        } catch (SQLException failure) {
            throw ExplainCommand.unreadable("db: " + address + ": " + failure.getMessage());
        }
    }

    private static String cell(ResultSet rows, String column) {
        try {
            String text = rows.getString(column);
            return text == null ? "" : text;
        } catch (SQLException missing) {
            throw new IllegalStateException(column, missing);
        }
    }

    private static JsonNode json(String text) {
        try {
            return RecordedForms.JSON.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String time(String column) {
        return "to_char(" + column + " at time zone 'UTC', '" + ISO + "')";
    }

    /** A JSON array as the cell of a result file. */
    private static String cells(String array, String one) {
        return "coalesce((select string_agg("
                + one
                + ", '|' order by n) from jsonb_array_elements("
                + array
                + ") with ordinality as x(v, n)), '')";
    }
}
