package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.broker.BrokerOptions;
import io.millrace.broker.BrokerServer;
import io.millrace.broker.Keys;
import io.millrace.broker.exchange.AccountTerms;
import io.millrace.connectors.control.AccountLock;
import io.millrace.connectors.control.ControlFolder;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.control.CliRun;
import io.millrace.control.Tapes;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every check has something planted that it must find. */
class PreflightTest {

    @TempDir private Path folder;

    @Test
    void theSimulatorIsReadyOnAFreshMachineAndNothingIsMade() {
        CliRun run = preflight();

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out().lines().filter(line -> line.startsWith("  ok "))).hasSize(10);
        assertThat(run.out()).contains("Ready.").doesNotContain("MISSING");
        assertThat(line(run, "broker")).contains("started by run");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void aBadConfigurationIsNamedAndTheRestIsLookedAt() throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), "risk: {cooldwn: 5m}");

        CliRun run = preflight("--config", config.toString());

        missing(run, "configuration", "risk.cooldwn: not a setting of this program");
        assertThat(line(run, "disk")).contains("ok");
    }

    @Test
    void aConfigurationThatIsNotThereIsMissing() {
        missing(preflight("--config", "nowhere.yaml"), "configuration", "nowhere.yaml");
    }

    @Test
    void alpacaWithoutKeysIsNotAsked() {
        CliRun run = preflight("--broker", "alpaca-paper", "--keys", "nowhere.keys");

        missing(run, "keys", "nowhere.keys (expected: a readable file");
        missing(run, "broker", "not asked");
        missing(run, "approval", "never given", "./millrace approve --broker alpaca-paper");
        assertThat(line(run, "host")).contains("ok", "https://paper-api.alpaca.markets, paper");
        assertThat(run.err()).contains("4 of 10 checks failed");
    }

    @Test
    void keysThatOthersCanReadAreRefusedAndNeverShown() throws IOException {
        Path keys = Files.writeString(folder.resolve("keys"), "PKID\ns3cret\n");
        assertThat(keys.toFile().setReadable(true, false)).isTrue();

        CliRun run = preflight("--broker", "alpaca-paper", "--keys", keys.toString());

        missing(run, "keys", "expected: rw-------; type: chmod 600");
        assertThat(run.out() + run.err()).doesNotContain("PKID", "s3cret");
    }

    @Test
    void aSimulatorThatRunsIsAsked() throws IOException {
        try (BrokerServer broker = BrokerServer.start(options())) {
            CliRun run = preflight("--broker-url", broker.tradingUri().toString());

            assertThat(run.code()).as(run.out()).isZero();
            assertThat(line(run, "host")).contains("127.0.0.1");
            assertThat(line(run, "broker")).contains("ACTIVE, cash 4321");
            assertThat(line(run, "clock")).contains("2024-01-02");
        }
    }

    @Test
    void aSimulatorThatIsAwayIsMissing() throws IOException {
        CliRun run = preflight("--broker-url", "http://127.0.0.1:" + closedPort());

        missing(run, "broker", "expected: an answer");
        missing(run, "clock", "expected: an answer");
    }

    @Test
    void aHostElsewhereIsNeverAsked() {
        CliRun run = preflight("--broker-url", "https://api.alpaca.markets");

        missing(run, "host", "https://api.alpaca.markets (expected: ");
        missing(run, "broker", "not asked");
    }

    @Test
    void whatPeopleSaidIsSeen() throws IOException {
        say("revoke");
        say("kill");

        CliRun run = preflight();

        missing(run, "approval", "revoked", "./millrace approve --broker sim");
        missing(run, "kill switch", "on (expected: off; ./millrace resume --broker sim)");
    }

    @Test
    void aRunThatHoldsTheAccountIsNamedAndKeepsIt() throws IOException {
        ControlFolder sim = ControlFolder.of(folder.resolve("home"), "sim");
        try (AccountLock first = AccountLock.take(sim, AccountLock.Right.RUN, "run first")) {
            assertThat(first).isNotNull();
            missing(preflight(), "other runs", "run first, process ", "stop it first");
            missing(preflight(), "other runs", "run first, process ", "stop it first");
        }

        assertThat(preflight().code()).isZero();
        AccountLock.take(sim, AccountLock.Right.RUN, "run second").close();
    }

    @Test
    void aDatabaseThatIsDownIsMissingAndItsPasswordIsNotShown() throws IOException {
        CliRun run = preflight("--db", "postgresql://me:s3cret@127.0.0.1:" + closedPort() + "/x");

        missing(run, "database", "refused", "expected: a PostgreSQL");
        assertThat(run.out() + run.err()).doesNotContain("s3cret");
    }

    @Test
    void aDatabaseThatAnswersIsReady() {
        try (EmbeddedDatabase server =
                EmbeddedDatabase.start(Placement.temporary().withPassword("s3cret"))) {
            String address = "127.0.0.1:" + server.port() + "/millrace";

            CliRun good = preflight("--db", "postgresql://millrace:s3cret@" + address);
            CliRun bad = preflight("--db", "postgresql://millrace:guess@" + address);

            assertThat(good.code()).as(good.out()).isZero();
            assertThat(line(good, "database")).contains("PostgreSQL 17", "run makes the tables");
            missing(bad, "database", "password authentication failed");
        }
    }

    @Test
    void aHomeThatIsAFileIsMissing() throws IOException {
        Files.writeString(folder.resolve("home"), "a file");

        missing(preflight(), "disk", "expected: a folder that you may write");
    }

    @Test
    void aMistakenCommandIsUsage() {
        CliRun run =
                preflight(
                        "--broker",
                        "alpaca-paper",
                        "--broker-url",
                        "http://localhost:1",
                        "--db",
                        "postgres");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--broker-url: http://localhost:1", "--db: postgres");
        assertThat(run.out()).isEmpty();
    }

    private BrokerOptions options() throws IOException {
        return new BrokerOptions(
                new BrokerOptions.Listen(0, null, false),
                new BrokerOptions.Tape(
                        List.of(Tapes.write(folder, Tapes.bars(30))),
                        TapeFilter.ALL,
                        Market.XNYS,
                        Resolution.MINUTE,
                        60),
                new AccountTerms(new BigDecimal("4321"), 2, false, 1),
                BrokerOptions.paperVenue(),
                new BrokerOptions.Access(Keys.any(), 0),
                new BrokerOptions.Files(null, null));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void say(String word) {
        assertThat(CliRun.of(word, "--home", folder.resolve("home").toString()).code()).isZero();
    }

    private CliRun preflight(String... arguments) {
        return CliRun.of(
                Stream.of(
                                Stream.of("preflight"),
                                Stream.of(arguments),
                                Stream.of("--home", folder.resolve("home").toString()))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }

    private static void missing(CliRun run, String check, String... told) {
        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(line(run, check)).startsWith("  MISSING").contains(told);
    }

    private static String line(CliRun run, String check) {
        return run.out()
                .lines()
                .filter(line -> line.length() > 11 && line.substring(11).startsWith(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError(check + " in " + run));
    }
}
