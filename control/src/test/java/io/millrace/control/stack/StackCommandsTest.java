package io.millrace.control.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CliRun;
import io.millrace.control.ExitCode;
import io.millrace.stack.server.Deadline;
import io.millrace.stack.server.HttpAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole stack as a person has it: up, a look, a crash, down. */
class StackCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path home;

    @AfterEach
    void nothingOutlivesATest() {
        run("down");
    }

    @Test
    void everythingComesUpSurvivesACrashAndLeavesNothing() throws IOException {
        CliRun up = run("up", "--free-ports", "--task-managers", "1", "--json");
        assertThat(up.code()).as(up.err()).isZero();
        JsonNode first = JSON.readTree(up.out());
        assertThat(names(first))
                .containsExactly(
                        "kafka",
                        "registry",
                        "postgres",
                        "zookeeper",
                        "flink-jobmanager",
                        "flink-taskmanager-1",
                        "broker-sim");
        assertThat(address(first, "registry")).endsWith("/apis/ccompat/v7");
        assertThat(get(address(first, "registry") + "/config")).contains("BACKWARD");
        assertThat(get(address(first, "flink-jobmanager") + "/overview"))
                .contains("\"taskmanagers\":1");
        assertThat(get(address(first, "broker-sim") + "/v2/clock")).isNotEmpty();

        JsonNode again = JSON.readTree(run("up", "--free-ports", "--json").out());
        assertThat(again).isEqualTo(first);

        long registry = pid(first, "registry");
        ProcessHandle.of(registry).orElseThrow().destroyForcibly();
        await(() -> restarts("registry") == 1 && run("status").code() == ExitCode.OK);
        assertThat(run("status").out())
                .contains("server", "pid", "address", "health", "log")
                .contains("registry: restarts 1, last trouble: ended")
                .contains("run           none so far");

        List<ProcessHandle> family = family(stack());
        assertThat(family).hasSizeGreaterThan(10);
        assertThat(run("down").out()).contains("stopped", "kafka", "broker-sim");
        await(() -> family.stream().noneMatch(StackCommandsTest::isAlive));
        assertThat(stack().path("up").asBoolean()).isFalse();
        assertThat(Files.exists(home.resolve("stack/kafka/data/meta.properties"))).isTrue();
        assertThat(run("down").out()).contains("was down already");
    }

    @Test
    void noServerOutlivesAKilledSupervisorAndTheNextStartGoesOn() throws IOException {
        CliRun up = run("up", "--only", "postgres,broker-sim", "--free-ports");
        assertThat(up.code()).as(up.err()).isZero();
        List<ProcessHandle> family = family(stack());

        ProcessHandle.of(stack().path("supervisor").asLong()).orElseThrow().destroyForcibly();

        await(() -> family.stream().noneMatch(StackCommandsTest::isAlive));
        assertThat(run("status").out()).contains("down; ./millrace up starts it");
        CliRun next = run("up", "--only", "postgres", "--free-ports");
        assertThat(next.code()).as(next.err()).isZero();
        CliRun more = run("up", "--only", "postgres,kafka");
        assertThat(more.code()).isEqualTo(ExitCode.FAILED);
        assertThat(more.err()).contains("the stack is up without kafka (expected:");
    }

    @Test
    void namesEveryPortThatIsTaken() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String kafka = Integer.toString(one.getLocalPort());
            String registry = Integer.toString(two.getLocalPort());

            CliRun up =
                    run(
                            "up",
                            "--only",
                            "kafka,registry",
                            "--kafka-port",
                            kafka,
                            "--registry-port",
                            registry);

            assertThat(up.code()).isEqualTo(ExitCode.USAGE);
            assertThat(up.err())
                    .contains("--kafka-port: " + kafka + ", --registry-port: " + registry)
                    .contains("(expected: free on 127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--only=zookeeper   | --only: zookeeper (expected: kafka, registry, postgres,"
                        + " flink,",
                "--task-managers=0  | --task-managers: 0, --slots: 4 (expected: at least 1 of"
                        + " each)",
                "--kafka-port=8085  | --registry-port: 8085 (expected: another one than"
                        + " --kafka-port)",
                "--kafka-port=70000 | --kafka-port: 70000 (expected: 1 to 65535",
            })
    void refusesWhatCannotBe(String argument, String said) {
        CliRun up = run("up", argument, "--only", "kafka,registry");

        assertThat(up.code()).isNotZero();
        assertThat(up.err()).contains(said);
        assertThat(Files.exists(home.resolve("stack/supervisor"))).isFalse();
    }

    private CliRun run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--home", home.toString()));
        arguments.addAll(List.of(more));
        return CliRun.of(arguments.toArray(String[]::new));
    }

    private JsonNode stack() {
        try {
            return JSON.readTree(run("status", "--json").out()).path("stack");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private int restarts(String name) {
        return server(stack(), name).path("restarts").asInt();
    }

    private static List<String> names(JsonNode stack) {
        return stack.path("servers").findValuesAsText("server");
    }

    private static String address(JsonNode stack, String name) {
        return server(stack, name).path("address").asText();
    }

    private static long pid(JsonNode stack, String name) {
        return server(stack, name).path("pid").asLong();
    }

    private static JsonNode server(JsonNode stack, String name) {
        for (JsonNode one : stack.path("servers")) {
            if (one.path("server").asText().equals(name)) {
                return one;
            }
        }
        return JSON.missingNode();
    }

    /** All processes of a stack that is up, PostgreSQL's too, which detach themselves. */
    private List<ProcessHandle> family(JsonNode stack) throws IOException {
        Path lock = home.resolve("stack/postgres/data/postmaster.pid");
        List<ProcessHandle> all = new ArrayList<>();
        for (long pid :
                List.of(
                        stack.path("supervisor").asLong(),
                        Long.parseLong(Files.readAllLines(lock).get(0).strip()))) {
            ProcessHandle one = ProcessHandle.of(pid).orElseThrow();
            all.add(one);
            all.addAll(one.descendants().toList());
        }
        assertThat(all).allMatch(StackCommandsTest::isAlive);
        return all;
    }

    private static String get(String address) {
        Optional<HttpAnswer> answer = HttpAnswer.get(address);
        return answer.map(HttpAnswer::body).orElse("");
    }

    private static void await(BooleanSupplier condition) {
        assertThat(Deadline.in(Duration.ofMinutes(3)).await(condition)).isTrue();
    }

    /** A zombie, which a container may keep for ever, has no command any more. */
    private static boolean isAlive(ProcessHandle process) {
        return process.info().command().isPresent();
    }
}
