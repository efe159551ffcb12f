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

/** A tape, settings under which its few days trade, and a real database for what becomes of it. */
final class BackfillScene implements AutoCloseable {

    private static final String EAGER =
            """
            ensemble: {min-confidence: 0.35, min-average-volume: 1, when-unknown: {average-volume: pass}}
            risk: {max-orders-per-minute: 50, max-orders-per-symbol-day: 50, cooldown: 1m, block-on-unknown: false}
            exits: {take-profit: 0.006, stop-loss: 0.005, max-holding: 30m}
            """;

    private final Path folder;
    private final PostgresServer postgres;
    private final DatabaseAddress database;

    private BackfillScene(Path folder, PostgresServer postgres) {
        this.folder = folder;
        this.postgres = postgres;
        this.database =
                new DatabaseAddress(postgres.address(), postgres.user(), postgres.password());
    }

    static BackfillScene start(Path folder, SyntheticTapeSpec spec) throws IOException {
        SyntheticTape.write(spec, folder.resolve("tape"), written -> {});
        Files.writeString(folder.resolve("eager.yaml"), EAGER);
        return new BackfillScene(folder, PostgresServer.start());
    }

    String tape() {
        return folder.resolve("tape").toString();
    }

    Path home() {
        return folder.resolve("home");
    }

    /** A backfill by that name into this database, with what else is said. */
    String[] arguments(String id, String... more) {
        String[] own = {
            "backfill",
            "--config",
            folder.resolve("eager.yaml").toString(),
            "--db",
            "postgresql://"
                    + postgres.user()
                    + ":"
                    + postgres.password()
                    + database.jdbcUrl().replaceFirst("^jdbc:postgresql://", "@"),
            "--home",
            home().toString(),
            "--id",
            id,
            "--checkpoint-every",
            "0.1",
            "--json"
        };
        return Stream.concat(Stream.of(own), Stream.of(more)).toArray(String[]::new);
    }

    /**
     * A backfill of a process of its own that is killed -9 once more than so many rows are safe.
     */
    void killAfter(long rows, String id, String... arguments)
            throws IOException, InterruptedException {
        try (ChildProcess child = ChildProcess.start(folder.resolve("child.log"), arguments)) {
            assertThat(Deadline.in(Duration.ofMinutes(2)).await(() -> rowsRead(id) > rows))
                    .as(child.said())
                    .isTrue();
            child.kill();
        }
    }

    static JsonNode json(CliRun run) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    /** What is safe, or 0 before there is a table. */
    long rowsRead(String id) {
        try {
            return Long.parseLong(
                    column(
                                    "select coalesce(sum(rows_read), 0) from backfill_checkpoints"
                                            + " where source = 'backfill-%s'".formatted(id))
                            .get(0));
        } catch (SQLException notYet) {
            return 0;
        }
    }

    List<String> rows(String table, String id) throws SQLException {
        return column(
                "select (to_jsonb(t) - 'run_id')::text from %s t where run_id = 'backfill-%s' order by 1"
                        .formatted(table, id));
    }

    List<String> column(String query) throws SQLException {
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

    @Override
    public void close() {
        postgres.close();
    }
}
