package io.millrace.control.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.control.CliRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The savepoint of a replay of three symbols that was stopped in the middle of its only session.
 */
@Timeout(600)
class StateShowCommandTest {

    private static final Path SAVEPOINT =
            Path.of(System.getProperty("project.root"))
                    .resolve("flink-jobs/src/test/resources/savepoints/replay");

    private static final int BARS_OF_A_SESSION = 390;

    @Test
    void everyOperatorIsThereWithItsStatesAndTheNumberOfItsKeys() throws IOException {
        ObjectNode operators = new ObjectMapper().createObjectNode();
        json(show("--json")).required("operators").forEach(one -> operators.set(uid(one), one));

        assertThat(operators.fieldNames())
                .toIterable()
                .contains("tape", "validate-bars", "features", "alphas", "account");
        assertThat(operators)
                .allSatisfy(
                        one -> assertThat(one.required("max_parallelism").asInt()).isEqualTo(240));
        assertThat(operators.required("features").toString())
                .contains("\"keys\":3", "{\"name\":\"features\",\"kind\":\"value\"}");
        assertThat(operators.required("account").toString())
                .contains("\"keys\":1", "\"kind\":\"timers\"");
        assertThat(operators.required("tape").toString()).contains("\"keys\":null", "operator");
        assertThat(show().out()).contains("OPERATOR", "validate-bars", "newest-start (value)");
    }

    @Test
    void theValuesOfAnOperatorAreALineOfJsonPerKey() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : show("--operator", "validate-bars").out().strip().split("\\R", -1)) {
            lines.add(new ObjectMapper().readTree(line));
        }

        assertThat(lines)
                .extracting(line -> line.required("key").asText())
                .containsExactly("SYN0001", "SYN0002", "SYN0003");
        long first = newest(lines.get(0));
        assertThat(first % 60_000).isZero();
        assertThat(lines)
                .allSatisfy(
                        line -> assertThat(newest(line)).isBetween(first - 60_000, first + 60_000));
    }

    @Test
    void theAccountOfThatMomentCanBeRead() throws IOException {
        JsonNode account = json(show("--operator", "account", "--json"));

        assertThat(account).hasSize(1);
        assertThat(account.get(0).required("states").required("account").toString())
                .contains("cash");
    }

    /**
     * Each of them, because one that lies behind others is read only when those are passed over.
     */
    @ParameterizedTest
    @ValueSource(strings = {"SYN0001", "SYN0002", "SYN0003"})
    void oneKeyCanBeChosen(String key) throws IOException {
        JsonNode one = json(show("--operator", "features", "--key", key, "--json"));

        assertThat(one).hasSize(1);
        assertThat(one.get(0).required("key").asText()).isEqualTo(key);
        assertThat(one.get(0).required("states").required("features").size())
                .as("components of the features' state")
                .isGreaterThan(3);
        assertThat(one.toString().length()).isLessThan(BARS_OF_A_SESSION * 100);
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs(@TempDir Path empty) {
        CliRun operator = CliRun.of("state", "show", SAVEPOINT.toString(), "--operator", "nobody");
        CliRun key =
                CliRun.of(
                        "state",
                        "show",
                        SAVEPOINT.toString(),
                        "--operator",
                        "features",
                        "--key",
                        "MSFT");
        CliRun folder = CliRun.of("state", "show", empty.toString());
        CliRun lonely = CliRun.of("state", "show", SAVEPOINT.toString(), "--key", "SPY");

        assertThat(operator.code()).isEqualTo(2);
        assertThat(operator.err()).contains("--operator: nobody (expected: ", "features", "tape");
        assertThat(key.code()).isEqualTo(2);
        assertThat(key.err()).contains("--key: MSFT (expected: a key of operator features)");
        assertThat(folder.code()).isEqualTo(3);
        assertThat(folder.err()).contains(empty.toString(), "expected: the folder of a savepoint");
        assertThat(lonely.code()).isEqualTo(2);
        assertThat(lonely.err()).contains("--key: SPY (expected: --operator");
    }

    private static long newest(JsonNode line) {
        return line.required("states").required("newest-start").asLong();
    }

    private static String uid(JsonNode operator) {
        return operator.required("uid").asText();
    }

    private static CliRun show(String... more) {
        CliRun run =
                CliRun.of(
                        Stream.concat(
                                        Stream.of("state", "show", SAVEPOINT.toString()),
                                        Stream.of(more))
                                .toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static JsonNode json(CliRun run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }
}
