package io.millrace.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run and its database: refused, away, written, and read again. */
class DatabaseOfARunTest {

    private static final String PASSWORD = "s3cret-Passw0rd";

    private static EmbeddedDatabase server;

    @TempDir private Path folder;
    private Path tape;
    private Path out;

    @BeforeAll
    static void start() {
        server = EmbeddedDatabase.start(Placement.temporary().withPassword(PASSWORD));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void writeTape() throws IOException {
        tape = Tapes.write(folder, Tapes.bars(90));
        out = folder.resolve("run");
    }

    @Test
    void aWrongPasswordIsConfiguration() throws IOException {
        CliRun run = into("postgresql://millrace:guess@127.0.0.1:" + server.port() + "/millrace");

        refused(2, run, "user and password of millrace are refused");
        assertThat(run.err()).doesNotContain("guess");
    }

    @Test
    void anUnknownDatabaseIsConfiguration() throws IOException {
        refused(2, into(address("nowhere")), "no such database");
    }

    @Test
    void aDatabaseThatIsDownMayComeBack() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        refused(1, into("postgresql://me@127.0.0.1:" + closed + "/millrace"), "does not answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres",
                "postgresql:here",
                "mysql://localhost/x",
                "postgresql://localhost"
            })
    void aMalformedUrlIsConfiguration(String url) throws IOException {
        refused(2, into(url), "(expected: ");
    }

    @Test
    void noFileKnowsThePassword() throws IOException {
        CliRun run = into(address("millrace"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out() + run.err()).doesNotContain(PASSWORD);
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(
                            file ->
                                    assertThat(Files.readString(file, StandardCharsets.UTF_8))
                                            .doesNotContain(PASSWORD));
        }
    }

    @Test
    void theDatabaseOfAFinishedRunAnswersQueries() {
        CliRun run = into("embedded");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("./millrace sql --run " + out);

        CliRun count = query("select symbol, count(*) as bars from market_raw_minute group by 1");
        assertThat(count.code()).as(count.err()).isZero();
        assertThat(count.out().lines()).containsExactly("symbol,bars", "SPY,90");

        CliRun misspelled = query("selekt 1");
        assertThat(misspelled.code()).isEqualTo(2);
        assertThat(misspelled.err()).contains("query: ERROR: syntax error");

        CliRun destructive = query("delete from market_raw_minute");
        assertThat(destructive.code()).isEqualTo(2);
        assertThat(destructive.err()).contains("read-only transaction");
    }

    private CliRun into(String database) {
        return CliRun.of(
                "backtest",
                "--data",
                tape.toString(),
                "--out",
                out.toString(),
                "--parallelism=1",
                "--db",
                database);
    }

    private CliRun query(String sql) {
        return CliRun.of("sql", "--run", out.toString(), sql);
    }

    private static String address(String database) {
        return "postgresql://millrace:" + PASSWORD + "@127.0.0.1:" + server.port() + "/" + database;
    }

    private void refused(int code, CliRun run, String told) throws IOException {
        assertThat(run.err()).contains(told);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(CliRun.listed(folder)).containsExactly("bars.csv");
    }
}
