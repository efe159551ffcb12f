package io.millrace.control.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.jdbc.DatabaseAddress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL that is killed. */
class DatabaseVictimTest {

    @Test
    void comesBackFromADeathWithEveryRow(@TempDir Path folder) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (DatabaseVictim victim = new DatabaseVictim(folder.resolve("data"), port)) {
            victim.start();
            execute(victim, "create table kept (n int); insert into kept values (7)");

            for (int death = 0; death < 2; death++) {
                victim.kill();
                assertThat(victim.isAlive()).isFalse();
                assertThat(victim.isBack()).isFalse();
                victim.start();
            }

            assertThat(victim.isBack()).isTrue();
            try (Connection connection = DatabaseAddress.parse(victim.url()).connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select n from kept")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(7);
            }
        }
    }

    private static void execute(DatabaseVictim victim, String statements) throws Exception {
        try (Connection connection = DatabaseAddress.parse(victim.url()).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
