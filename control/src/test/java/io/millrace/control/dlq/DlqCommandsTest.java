package io.millrace.control.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.connectors.deadletter.DeadLetterReplay;
import io.millrace.connectors.deadletter.StoredLetter;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.DeadLetterTables;
import io.millrace.connectors.jdbc.Migrations;
import io.millrace.connectors.jdbc.RunScope;
import io.millrace.control.CliRun;
import io.millrace.domain.audit.FailedMessage;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.RejectionCode;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Dead letters in a real table, listed, shown and sent again. */
@SuppressWarnings("NullAway.Init") // the server is started before the first test
class DlqCommandsTest {

    private static final Instant FAILED = Instant.parse("2024-01-02T15:00:00Z");
    private static final RunScope SCOPE = new RunScope("live", "paper");
    private static final DeadLetter ROW =
            new DeadLetter("tape.csv", 7, RejectionCode.PRICE_INVALID, "-1", "a price");

    private static EmbeddedDatabase server;
    private static DatabaseAddress address;

    private final FakeKafka kafka = new FakeKafka();

    @BeforeAll
    static void start() {
        server = EmbeddedDatabase.start(Placement.temporary());
        address = new DatabaseAddress(server.jdbcUrl(), server.user(), server.password());
        Migrations.apply(address);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void write() throws SQLException {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("delete from dlq_events");
            archive(connection);
            DeadLetterTables.rows(SCOPE).write(connection, List.of(ROW));
        }
    }

    @Test
    void lettersAreListedByTopicAndTime() throws IOException {
        assertThat(ids()).hasSize(4);
        assertThat(ids("--topic", "market.raw")).containsExactly(id(0), id(2));
        assertThat(ids("--topic", "tape.csv")).hasSize(1);
        assertThat(ids("--since", "2024-01-02T15:01:00Z")).containsExactly(id(1), id(2));
        assertThat(ids("--topic", "market.raw", "--since", "2024-01-02T15:00:30Z"))
                .containsExactly(id(2));
        assertThat(ids("--since", "1d")).isEmpty();
        assertThat(ids("--limit", "1")).hasSize(1);
        assertThat(run("list").out())
                .contains("market.raw", "tape.csv", "PRICE_INVALID", "broken 2", "(4 letters)");
    }

    @Test
    void aLetterIsShownWithItsEnvelopeAndBytes() throws IOException {
        CliRun shown = run("show", id(2).substring(0, 36));
        assertThat(shown.out())
                .contains(
                        "market.raw at 2",
                        "java.io.IOException",
                        "2024-01-02T15:00:00Z to 2024-01-02T15:02:00Z",
                        "key       AAPL",
                        "000000  00 ff 02 4d")
                .contains("...M");

        JsonNode json = new ObjectMapper().readTree(run("show", id(2), "--json").out());
        assertThat(json.required("bytes").binaryValue()).isEqualTo(bytes(2));
        assertThat(json.required("retries").asInt()).isEqualTo(2);
    }

    @Test
    void aReplaySendsTheBytesAndCountsAndIsHarmlessTwice() throws IOException {
        assertThat(replay("--topic", "market.raw")).contains("sent          2");
        assertThat(kafka.sent)
                .containsExactly("market.raw AAPL 00ff004d", "market.raw AAPL 00ff024d");

        assertThat(replay("--topic", "market.raw")).contains("sent          0", "sent before   2");
        assertThat(replay(id(0), id(0))).contains("sent          0", "sent before   1");
        assertThat(kafka.sent).hasSize(2);

        assertThat(replay("--again", id(0))).contains("sent          1");
        assertThat(letter(0).required("replays").asInt()).isEqualTo(2);
        assertThat(letter(0).required("last_replay").isNull()).isFalse();
        assertThat(letter(1).required("replays").asInt()).isZero();
    }

    @Test
    void whatWasMarkedStaysMarkedWhenTheLetterIsArchivedOnceMore()
            throws IOException, SQLException {
        replay(id(0));
        try (Connection connection = address.connect()) {
            archive(connection);
        }

        assertThat(letter(0).required("replays").asInt()).isEqualTo(1);
    }

    @Test
    void aBrokerThatFailsLeavesTheRestUnmarked() throws IOException {
        kafka.takes = 1;

        StringWriter err = new StringWriter();
        int code = execute(new StringWriter(), err, "--topic", "market.raw");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("full", "1 were sent before it");
        assertThat(letter(0).required("replays").asInt()).isEqualTo(1);
        assertThat(letter(2).required("replays").asInt()).isZero();
    }

    @Test
    void aRowOfAFileHasNowhereToGoBackTo() throws IOException {
        String row = ids("--topic", "tape.csv").get(0);
        StringWriter out = new StringWriter();

        int code = execute(out, new StringWriter(), row);

        assertThat(code).isEqualTo(3);
        assertThat(out.toString()).contains("unsendable    1");
        assertThat(kafka.sent).isEmpty();
    }

    @Test
    void aBrokerThatIsDownIsNamed() throws IOException {
        CliRun run =
                CliRun.of(
                        "dlq",
                        "replay",
                        id(0),
                        "--db",
                        url(),
                        "--kafka",
                        "127.0.0.1:" + closedPort());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("did not take " + id(0), "market.raw", "expected: a Kafka broker");
        assertThat(letter(0).required("replays").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "list --since soon, --since: soon (expected: 2024-01-02T14:30:00Z",
        "list --limit 0, --limit: 0 (expected: 1 or more)",
        "show 0000, ID: 0000 (expected: at least its first 8 characters)",
        "show ffffffff, ID: ffffffff (expected: a letter of",
        "show 00000000, expected: more characters",
        "'show 0000000%', ID: 0000000% (expected: a letter of",
        "replay, '--since: none (expected: ids'",
        "replay 00000000 --topic x, '--since: both'",
    })
    void aMistakeIsNamed(String line, String told) {
        CliRun run =
                CliRun.of(
                        Stream.concat(
                                        Stream.of("dlq"),
                                        Stream.concat(
                                                Stream.of(line.split(" ", -1)),
                                                Stream.of("--db", url())))
                                .toArray(String[]::new));

        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(told);
    }

    @Test
    void aDatabaseThatIsDownIsNamed() throws IOException {
        CliRun run =
                CliRun.of(
                        "dlq", "list", "--db", "postgresql://me@127.0.0.1:" + closedPort() + "/x");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("does not answer", "./millrace up");
    }

    /** A broker that keeps what it is sent, up to a number of messages. */
    private static final class FakeKafka implements DeadLetterReplay {
        final List<String> sent = new ArrayList<>();
        int takes = Integer.MAX_VALUE;

        @Override
        public void send(StoredLetter letter) throws ReplayFailed {
            if (sent.size() >= takes) {
                throw new ReplayFailed("full", new IOException("full"));
            }
            byte[] key = letter.key();
            sent.add(
                    letter.topic()
                            + " "
                            + (key == null ? "" : new String(key, StandardCharsets.UTF_8))
                            + " "
                            + HexFormat.of().formatHex(letter.bytes()));
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private String replay(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(execute(out, err, arguments)).as(err.toString()).isZero();
        return out.toString();
    }

    private int execute(StringWriter out, StringWriter err, String... arguments) {
        PrintWriter told = new PrintWriter(err, true);
        return new CommandLine(new DlqReplayCommand(brokers -> kafka))
                .setOut(new PrintWriter(out, true))
                .setErr(told)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> {
                            told.println(failure.getMessage());
                            return 1;
                        })
                .execute(
                        Stream.concat(Stream.of(arguments), Stream.of("--db", url()))
                                .toArray(String[]::new));
    }

    private static List<String> ids(String... options) throws IOException {
        List<String> ids = new ArrayList<>();
        String[] all =
                Stream.concat(Stream.of("list", "--json"), Stream.of(options))
                        .toArray(String[]::new);
        new ObjectMapper()
                .readTree(run(all).out())
                .forEach(letter -> ids.add(letter.required("id").asText()));
        return ids;
    }

    private static JsonNode letter(int i) throws IOException {
        return new ObjectMapper().readTree(run("show", id(i), "--json").out());
    }

    private static CliRun run(String... arguments) {
        CliRun run =
                CliRun.of(
                        Stream.concat(
                                        Stream.of("dlq"),
                                        Stream.concat(
                                                Stream.of(arguments), Stream.of("--db", url())))
                                .toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static void archive(Connection connection) throws SQLException {
        DeadLetterTables.messages(SCOPE)
                .write(connection, List.of(message(0), message(1), message(2)));
    }

    private static FailedMessage message(int i) {
        return new FailedMessage(
                id(i),
                "signals",
                i == 1 ? "signals.scored" : "market.raw",
                "AAPL".getBytes(StandardCharsets.UTF_8),
                bytes(i),
                (long) i,
                null,
                null,
                "java.io.IOException",
                "broken " + i,
                i,
                FAILED.toEpochMilli(),
                FAILED.plusSeconds(60L * i).toEpochMilli());
    }

    private static byte[] bytes(int i) {
        return new byte[] {0, -1, (byte) i, 'M'};
    }

    private static String id(int i) {
        return new UUID(i, 9).toString();
    }

    private static String url() {
        return "postgresql://"
                + server.user()
                + ":"
                + server.password()
                + "@127.0.0.1:"
                + server.port()
                + "/"
                + EmbeddedDatabase.DATABASE;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
