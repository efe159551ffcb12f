package io.millrace.stack.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedDatabaseTest {

    @Test
    void servesPostgres17OnLoopbackToWhoKnowsThePassword() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(Placement.temporary())) {
            assertThat(answer(database, "show server_version")).startsWith("17.");
            assertThat(answer(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThatThrownBy(
                            () ->
                                    DriverManager.getConnection(
                                            database.jdbcUrl(), database.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "28P01");
        }
    }

    @Test
    void keepsItsDataInTheDirectoryThatItWasGiven(@TempDir Path data) throws SQLException {
        Placement placement = Placement.in(data.resolve("pg")).withPassword("it's mine");
        try (EmbeddedDatabase first = EmbeddedDatabase.start(placement)) {
            answer(first, "select 1 from (select 2) as x");
            run(first, "create table kept as select 42 as answer");
            assertThat(answer(first, "show fsync")).isEqualTo("on");
        }
        try (EmbeddedDatabase second = EmbeddedDatabase.start(placement)) {
            assertThat(answer(second, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void namesAPortThatIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Placement taken = Placement.temporary().onPort(other.getLocalPort());

            assertThatThrownBy(() -> EmbeddedDatabase.start(taken))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageStartingWith("port: " + other.getLocalPort() + " (expected: free")
                    .hasMessageContaining("--db");
        }
    }

    @Test
    void stopsListeningWhenItIsClosedAndMayBeClosedAgain() {
        EmbeddedDatabase database = EmbeddedDatabase.start(Placement.temporary());
        int port = database.port();
        assertThat(listens(port)).isTrue();

        database.close();
        database.close();

        assertThat(listens(port)).isFalse();
    }

    @Test
    void leavesNoServerBehindWhenItsProcessIsInterrupted() throws Exception {
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                EmbeddedDatabaseTest.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        int port = Integer.parseInt(other.inputReader().readLine());
        assertThat(listens(port)).isTrue();
        List<ProcessHandle> family = other.descendants().toList();

        other.destroy();

        assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(listens(port)).isFalse();
        assertThat(family).noneMatch(ProcessHandle::isAlive);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"Mac OS X, aarch64", "Windows 11, amd64", "Linux, aarch64"})
    void saysWhatToDoWhereNoServerIsPackaged(String system, String processor) {
        assertThatThrownBy(() -> EmbeddedDatabase.requireSupported(system, processor))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining(system + " " + processor)
                .hasMessageContaining("--db postgresql://")
                .hasMessageContaining("--db none");
    }

    @ParameterizedTest
    @CsvSource({"-1", "65536"})
    void refusesAPortThatCannotBe(int port) {
        assertThatThrownBy(() -> Placement.temporary().onPort(port))
                .hasMessage("port: " + port + " (expected: 0 to 65535)");
    }

    /** The other process: starts a server, says where, and waits to be interrupted. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedDatabase database = EmbeddedDatabase.start(Placement.temporary());
        System.out.println(database.port());
        Thread.currentThread().join();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static String answer(EmbeddedDatabase database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void run(EmbeddedDatabase database, String command) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }
}
