package io.millrace.testkit.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/**
 * The same as the processes promise; JvmServerTest and PostgresServerTest hold it without Docker.
 */
class ContainerServerTest {

    @Test
    void timescaleKeepsWhatWasCommittedWhenItIsKilled() throws SQLException {
        assumeTrue(
                ContainerServer.isPossible(),
                "no Docker engine answers here: TimescaleDB has not been tried");
        try (ContainerServer postgres = ContainerServer.timescale()) {
            postgres.launch();
            postgres.awaitHealthy();
            execute(postgres, "create extension if not exists timescaledb");
            execute(postgres, "create table kept as select 42 as answer");

            postgres.kill();
            assertThat(postgres.isHealthy()).isFalse();
            postgres.launch();
            postgres.awaitHealthy();

            assertThat(answer(postgres)).isEqualTo(42);
        }
    }

    private static void execute(ContainerServer postgres, String command) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static int answer(ContainerServer postgres) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select answer from kept")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    private static Connection connect(ContainerServer postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.address(), EmbeddedDatabase.USER, Placement.STANDARD_PASSWORD);
    }
}
