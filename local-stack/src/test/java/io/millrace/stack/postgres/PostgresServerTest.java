package io.millrace.stack.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stack.server.Deadline;
import io.millrace.stack.server.Place;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @Test
    void keepsWhatWasCommittedWhenAllOfItIsKilled(@TempDir Path folder) throws SQLException {
        try (PostgresServer postgres = PostgresServer.start(Place.in(folder))) {
            execute(postgres, "create table kept as select 42 as answer");

            postgres.kill();
            postgres.launch();
            postgres.awaitHealthy();

            assertThat(answer(postgres)).isEqualTo(42);
        }
    }

    @Test
    void endsWhenItsDatabaseIsKilledSoThatASupervisorSees(@TempDir Path folder) throws Exception {
        try (PostgresServer postgres = PostgresServer.start(Place.in(folder))) {
            long database = PostgresProcess.serverOf(folder.resolve("data"));

            ProcessHandle.of(database).orElseThrow().destroyForcibly();

            assertThat(Deadline.in(Duration.ofSeconds(20)).await(() -> !postgres.isAlive()))
                    .isTrue();
            postgres.launch();
            postgres.awaitHealthy();
            assertThat(PostgresProcess.serverOf(folder.resolve("data"))).isNotEqualTo(database);
        }
    }

    private static void execute(PostgresServer postgres, String command) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static int answer(PostgresServer postgres) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select answer from kept")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private static Connection connect(PostgresServer postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.address(), postgres.user(), postgres.password());
    }
}
