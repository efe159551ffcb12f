package io.millrace.control.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CliRun;
import io.millrace.control.Tapes;
import io.millrace.control.live.ChildProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator as a process: when it is ready, what a kill leaves, and what it refuses. */
class BrokerSimCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDER =
            """
            {"symbol": "SPY", "qty": "3", "side": "buy", "type": "limit", "limit_price": "1",
             "time_in_force": "gtc", "client_order_id": "mine"}
            """;

    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Path tape;

    @BeforeEach
    void writeTape() throws IOException {
        tape = Tapes.write(folder, Tapes.bars(30));
    }

    @Test
    void aKilledBrokerIsTheSameAfterwards() throws Exception {
        JsonNode account;
        JsonNode orders;
        try (ChildProcess first = broker("first.log")) {
            String address = first.awaitLine("ready ");
            assertThat(address).startsWith("http://127.0.0.1:");
            assertThat(get(address, "/v2/clock").path("timestamp").asText())
                    .startsWith("2024-01-02");
            HttpResponse<String> taken =
                    http.send(
                            request(address, "/v2/orders")
                                    .POST(BodyPublishers.ofString(ORDER))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
            account = get(address, "/v2/account");
            orders = get(address, "/v2/orders?status=all");
            first.kill();
        }

        try (ChildProcess second = broker("second.log")) {
            String address = second.awaitLine("ready ");

            assertThat(get(address, "/v2/account")).isEqualTo(account);
            assertThat(get(address, "/v2/orders?status=all")).isEqualTo(orders).hasSize(1);
        }
    }

    @Test
    void aTakenPortIsUsage() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            CliRun run = CliRun.of("broker-sim", "--port", port, "--tape", tape.toString());

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("--port: " + port + " (expected: a free one");
        }
    }

    @Test
    void aTapeThatCannotBeReadIsUnusable() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), "a,b\n1,2\n");

        CliRun run = CliRun.of("broker-sim", "--port", "0", "--tape", wrong.toString());

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("wrong.csv");
    }

    @Test
    void faultsThatNobodyKnowsAreUsage() throws IOException {
        Path faults = Files.writeString(folder.resolve("faults.yaml"), "surprise: true\n");

        CliRun run =
                CliRun.of(
                        "broker-sim",
                        "--port",
                        "0",
                        "--tape",
                        tape.toString(),
                        "--faults",
                        faults.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--faults: ", "(expected: ");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        CliRun run =
                CliRun.of(
                        "broker-sim",
                        "--tape",
                        tape.toString(),
                        "--speed",
                        "0",
                        "--resolution",
                        "5m",
                        "--cash",
                        "-1",
                        "--rate-limit",
                        "-1");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "--speed: 0 (expected: a number > 0, or max)",
                        "--resolution: 5m (expected: 1m, 1h or 1d)",
                        "--cash: -1 (expected: >= 0)",
                        "--rate-limit: -1 (expected: >= 0)");
    }

    private ChildProcess broker(String log) throws IOException {
        return ChildProcess.start(
                folder.resolve(log),
                "broker-sim",
                "--port",
                "0",
                "--tape",
                tape.toString(),
                "--ledger",
                folder.resolve("ledger.jsonl").toString());
    }

    private JsonNode get(String address, String path) throws Exception {
        HttpResponse<String> answer =
                http.send(request(address, path).GET().build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpRequest.Builder request(String address, String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("APCA-API-KEY-ID", "any")
                .header("APCA-API-SECRET-KEY", "any");
    }
}
