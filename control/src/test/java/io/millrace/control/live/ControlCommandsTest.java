package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to an account stands, in every process and after every restart. */
class ControlCommandsTest {

    @TempDir private Path home;

    @ParameterizedTest
    @CsvSource({
        "sim,          '',             true,  false",
        "sim,          approve,        true,  false",
        "sim,          revoke,         false, false",
        "sim,          revoke approve, true,  false",
        "sim,          kill,           true,  true",
        "sim,          kill resume,    true,  false",
        "sim,          resume,         true,  false",
        "sim,          revoke kill,    false, true",
        "alpaca-paper, '',             false, false",
        "alpaca-paper, approve,        true,  false",
        "alpaca-paper, approve revoke, false, false",
        "alpaca-paper, approve kill,   true,  true",
    })
    void theLastWordStands(String broker, String words, boolean approved, boolean killed)
            throws IOException {
        for (String word : words.isEmpty() ? List.<String>of() : List.of(words.split(" ", -1))) {
            CliRun said = say(word, broker);

            assertThat(said.code()).as(said.err()).isZero();
            assertThat(said.out()).contains(broker + ": ", "No run trades the account now");
        }

        JsonNode status = json("status", "--broker", broker, "--json");
        assertThat(status.path("broker").asText()).isEqualTo(broker);
        assertThat(status.path("approved").asBoolean()).isEqualTo(approved);
        assertThat(status.path("kill_file").asBoolean()).isEqualTo(killed);
        assertThat(status.path("running").asBoolean()).isFalse();
        assertThat(status.path("run_id").isNull()).isTrue();
        assertThat(run("status", "--broker", broker).out())
                .containsPattern("approval +" + (approved ? "approved" : "not approved"))
                .containsPattern("kill switch +" + (killed ? "on" : "off"))
                .contains("none so far; ./millrace run starts one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "revoke", "kill", "resume"})
    void sayingItTwiceIsNoMistakeAndIsOnRecordTwice(String word) throws IOException {
        CliRun once = say(word, "sim");
        CliRun twice = run(word, "--why", "to be\tsure", "--who", "ann");

        assertThat(once.code()).isZero();
        assertThat(twice.code()).isZero();
        assertThat(twice.out()).isEqualTo(once.out());
        assertThat(Files.readAllLines(home.resolve("accounts/sim/commands.tsv")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("2\t")
                .contains("\tann\tto be sure\t");
    }

    @Test
    void whatIsSaidToOneAccountIsNotSaidToTheOther() throws IOException {
        say("kill", "sim");
        say("approve", "alpaca-paper");

        assertThat(json("status", "--broker", "alpaca-paper", "--json").path("kill_file"))
                .hasToString("false");
        assertThat(json("status", "--json").path("kill_file")).hasToString("true");
    }

    @Test
    void aFileMadeByHandIsAKillSwitch() throws IOException {
        Files.createDirectories(home.resolve("accounts/sim"));
        Files.createFile(home.resolve("accounts/sim/kill"));

        assertThat(json("status", "--json").path("kill_file")).hasToString("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approve",
                "revoke",
                "kill",
                "resume",
                "status",
                "reconcile",
                "preflight",
                "run"
            })
    void anUnknownBrokerIsUsage(String command) {
        CliRun run = run(command, "--broker", "alpaca");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--broker: alpaca (expected: sim or alpaca-paper)");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void anUnknownRunIsUsage() {
        CliRun run = run("status", "--run-id", "nowhere");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--run-id: nowhere (expected: a run of sim)");
    }

    @Test
    void withoutARunThereIsNothingToReconcile() {
        CliRun run = run("reconcile");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("no run trades sim");
    }

    @Test
    void aHomeThatCannotBeWrittenIsTold() throws IOException {
        Files.writeString(home.resolve("accounts"), "a file");

        CliRun run = say("kill", "sim");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("expected: a folder that can be written");
        assertThat(run.out()).isEmpty();
    }

    /** The build sets it; without it these tests would speak to the account of who runs them. */
    @Test
    void testsHaveAHomeOfTheirOwn() {
        assertThat(System.getenv("MILLRACE_STATE")).isNotNull().contains("target");
    }

    private CliRun say(String word, String broker) {
        return run(word, "--broker", broker);
    }

    private JsonNode json(String... arguments) throws IOException {
        CliRun run = run(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private CliRun run(String... arguments) {
        return CliRun.of(
                Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString()))
                        .toArray(String[]::new));
    }
}
