package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.stack.port.LastingPort;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is away while a run trades and while the run starts again. */
class DatabaseAwayTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir private Path folder;

    @Test
    void aRunTradesOnWithoutItAlsoAfterACrashAndOwesItNoRow() throws Exception {
        LiveScene scene = LiveScene.in(folder);
        Path ledger = folder.resolve("ledger.jsonl");
        Placement placement = Placement.in(folder.resolve("database")).onPort(LastingPort.pick());
        String url = url(placement);
        RunPlace place = new RunPlace("mine", scene.run("mine"));
        EmbeddedDatabase database = EmbeddedDatabase.start(placement);
        try (ChildProcess broker = broker(scene, ledger)) {
            String[] command = {
                "run",
                "--tape",
                scene.tape(),
                "--broker-url",
                broker.awaitLine("ready "),
                "--config",
                scene.config(),
                "--run-id",
                "mine",
                "--db",
                url,
                "--home",
                scene.home()
            };
            try (ChildProcess run = ChildProcess.start(folder.resolve("run-1.log"), command)) {
                awaitBarsUntil("10:30", place, Instant.EPOCH);
                database.close();
                long before = orders(ledger);
                awaitBarsUntil("12:00", place, Instant.EPOCH);
                assertThat(orders(ledger))
                        .as("orders since the database went")
                        .isGreaterThan(before);
                run.kill();
            }
            Instant killed = Instant.now();
            try (ChildProcess run = ChildProcess.start(folder.resolve("run-2.log"), command)) {
                run.awaitLine("The run goes on, and its rows wait: ");
                awaitBarsUntil("13:30", place, killed);
                database = EmbeddedDatabase.start(placement);
                assertThat(run.exitCode()).as(run.said()).isZero();
            }
            scene.addsUp(place.path(), ledger);
            LiveScene.ok("audit", "verify", "--db", url, "--run", "mine");
            assertThat(count(url, "signals"))
                    .isEqualTo(lines(place.path().resolve("decisions.csv")) - 1);
            assertThat(count(url, "trades"))
                    .isEqualTo(lines(place.path().resolve("fills.csv")) - 1);
            assertThat(count(url, "audit_events"))
                    .isEqualTo(lines(place.path().resolve("audit.jsonl")));
            assertThat(Files.readString(place.path().resolve("positions-database.csv")))
                    .isEqualTo(Files.readString(place.path().resolve("positions.csv")));
        } finally {
            database.close();
        }
    }

    private ChildProcess broker(LiveScene scene, Path ledger) throws IOException {
        return ChildProcess.start(
                folder.resolve("broker.log"),
                "broker-sim",
                "--port",
                "0",
                "--tape",
                scene.tape(),
                "--speed",
                "600",
                "--rate-limit",
                "0",
                "--ledger",
                ledger.toString());
    }

    private static String url(Placement placement) {
        return "postgresql://"
                + EmbeddedDatabase.USER
                + ":"
                + placement.password()
                + "@127.0.0.1:"
                + placement.port()
                + "/"
                + EmbeddedDatabase.DATABASE;
    }

    /** Waits until the run has said, since an instant, that its account has taken those bars. */
    private static void awaitBarsUntil(String newYork, RunPlace place, Instant since) {
        LocalTime wanted = LocalTime.parse(newYork);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!has(place.status(), wanted, since)) {
            assertThat(System.nanoTime()).as("bars until " + newYork).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static boolean has(Optional<RunStatus> status, LocalTime wanted, Instant since) {
        return status.filter(one -> !one.barTime().isEmpty())
                .filter(one -> Instant.parse(one.wallTime()).isAfter(since))
                .map(one -> Instant.parse(one.barTime()).atZone(NEW_YORK).toLocalTime())
                .filter(time -> !time.isBefore(wanted))
                .isPresent();
    }

    private static long orders(Path ledger) throws IOException {
        return Files.readString(ledger).lines().filter(row -> row.contains("\"ORDER\"")).count();
    }

    private static long lines(Path file) throws IOException {
        return Files.readString(file).lines().count();
    }

    private static long count(String url, String table) throws SQLException {
        try (Connection connection = DatabaseAddress.parse(url).connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from " + table + " where run_id = 'mine'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
