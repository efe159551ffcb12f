package io.millrace.control.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.control.CliRun;
import io.millrace.control.live.ChildProcess;
import io.millrace.stack.postgres.PostgresServer;
import io.millrace.stack.server.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A history into a real database, in one go and with a kill -9 in the middle. */
@Timeout(600)
@SuppressWarnings("NullAway.Init") // the server is started before the first test
class BackfillCommandTest {

    private static final List<String> TABLES =
            List.of(
                    "features_tft",
                    "alpha_signals",
                    "signals",
                    "risk_decisions",
                    "orders",
                    "order_events",
                    "trades",
                    "positions",
                    "account_state");

    @TempDir static Path folder = Path.of("");

    private static PostgresServer postgres;
    private static DatabaseAddress database;
    private static Path tape;

    @BeforeAll
    static void start() throws Exception {
        postgres = PostgresServer.start();
        database = new DatabaseAddress(postgres.address(), postgres.user(), postgres.password());
        tape = folder.resolve("tape");
        SyntheticTape.write(SyntheticTapeSpec.numbered(8, 8, 5), tape, written -> {});
        Files.writeString(
                folder.resolve("eager.yaml"),
                """
                ensemble: {min-confidence: 0.35, min-average-volume: 1, when-unknown: {average-volume: pass}}
                risk: {max-orders-per-minute: 50, max-orders-per-symbol-day: 50, cooldown: 1m, block-on-unknown: false}
                exits: {take-profit: 0.006, stop-loss: 0.005, max-holding: 30m}
                """);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void aKilledBackfillGoesOnAndGivesWhatAnUninterruptedOneGives() throws Exception {
        JsonNode whole = json(run("whole"));
        long rows = rowsRead("backfill-whole");
        Path log = folder.resolve("child.log");
        try (ChildProcess child = ChildProcess.start(log, arguments("cut"))) {
            assertThat(
                            Deadline.in(Duration.ofSeconds(90))
                                    .await(() -> rowsRead("backfill-cut") > 500))
                    .as(child.said())
                    .isTrue();
            child.kill();
        }
        long safe = rowsRead("backfill-cut");
        assertThat(safe).isBetween(500L, rows - 1);
        assertThat(column("select count(*) from signals where run_id = 'backfill-cut'"))
                .as("rows of the killed one")
                .doesNotContain("0", String.valueOf(rows));

        CliRun resumed = run("cut", "--resume", "--parallelism", "2");

        assertThat(resumed.err()).contains("going on at row ");
        JsonNode cut = json(resumed);
        assertThat(cut.required("resumedAt").asLong()).isEqualTo(safe);
        assertThat(cut.required("streams")).isEqualTo(whole.required("streams"));
        assertThat(cut.required("records")).isEqualTo(whole.required("records"));
        assertThat(whole.required("records").required("decisions").asLong()).isEqualTo(rows);
        assertThat(whole.required("records").required("fills").asLong()).isGreaterThan(50);
        for (String table : TABLES) {
            assertThat(rows(table, "cut")).as(table).isEqualTo(rows(table, "whole")).isNotEmpty();
        }
        assertThat(
                        column(
                                "select bool_and(finished) || ' ' || sum(rows_read) from"
                                        + " backfill_checkpoints where source = 'backfill-cut'"))
                .containsExactly("true " + rows);
        assertThat(json(run("cut", "--resume")).required("digest"))
                .as("asked once more")
                .isEqualTo(whole.required("digest"));
    }

    @Test
    void resumingWhatWasNotBegunOrBegunWithOtherSettingsIsRefused() throws IOException {
        assertThat(run("unknown", "--resume"))
                .satisfies(
                        run -> {
                            assertThat(run.code()).isEqualTo(2);
                            assertThat(run.err())
                                    .contains(
                                            "--resume: no backfill unknown", "expected: one that");
                        });
        Path begun = folder.resolve("home/backfills/other");
        Files.createDirectories(begun.resolve("checkpoints"));
        Files.writeString(
                begun.resolve("manifest.json"),
                "{\"configuration\": {\"risk.cooldown\": \"7m\"}, \"data\": {}}");

        CliRun again = run("other");
        CliRun resumed = run("other", "--resume");

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("--id: other was begun before", "expected: --resume");
        assertThat(resumed.code()).isEqualTo(2);
        assertThat(resumed.err()).contains("--resume: setting ", "backfill other was begun");
    }

    @Test
    void mistakesAreNamedAtOnce() {
        CliRun run =
                CliRun.of(
                        "backfill",
                        "--data",
                        tape.toString(),
                        "--id",
                        "a b",
                        "--parallelism",
                        "0",
                        "--checkpoint-every",
                        "0");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "--id: a b (expected: ", "--parallelism: 0 (", "--checkpoint-every: 0.0 (");
    }

    private static CliRun run(String id, String... more) {
        return CliRun.of(
                Stream.concat(Stream.of(arguments(id)), Stream.of(more)).toArray(String[]::new));
    }

    private static String[] arguments(String id) {
        return new String[] {
            "backfill",
            "--data",
            tape.toString(),
            "--config",
            folder.resolve("eager.yaml").toString(),
            "--db",
            "postgresql://"
                    + postgres.user()
                    + ":"
                    + postgres.password()
                    + database.jdbcUrl().replaceFirst("^jdbc:postgresql://", "@"),
            "--home",
            folder.resolve("home").toString(),
            "--id",
            id,
            "--checkpoint-every",
            "0.1",
            "--json"
        };
    }

    private static JsonNode json(CliRun run) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    /** What is safe, or 0 before there is a table. */
    private static long rowsRead(String source) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select coalesce(sum(rows_read), 0) from backfill_checkpoints where"
                                        + " source = '"
                                        + source
                                        + "'")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException notYet) {
            return 0;
        }
    }

    private static List<String> rows(String table, String id) throws SQLException {
        return column(
                "select (to_jsonb(t) - 'run_id')::text from %s t where run_id = 'backfill-%s' order by 1"
                        .formatted(table, id));
    }

    private static List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
