package io.millrace.flink.execution;

import static io.millrace.flink.execution.Requests.AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.control.ControlFolder;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerAnswer.Outcome;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.ExecutionGate;
import io.millrace.domain.control.ControlCommand.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatedBrokerTest {

    private static final long STALE = 60_000;

    @TempDir private Path home;
    private ControlFolder control;
    private final FakeBroker broker = new FakeBroker("100000");

    @BeforeEach
    void folder() {
        control = ControlFolder.of(home, "paper");
        broker.at(AT);
    }

    @ParameterizedTest(name = "{0}, dry run {1}, trusted {2}, {3}, kill {4}, {5} ms old -> {6}")
    @CsvSource({
        "ENTRY,      false, false, APPROVE, false,     0, -",
        "ENTRY,      false, false, APPROVE, false, 60000, -",
        "ENTRY,      false, false, APPROVE, false, 60001, STALE",
        "ENTRY,      false, false, APPROVE, true,  60001, KILL_SWITCH",
        "ENTRY,      false, false, REVOKE,  true,  60001, APPROVAL",
        "ENTRY,      true,  false, REVOKE,  true,  60001, DRY_RUN",
        "ENTRY,      false, false, -,       false,     0, APPROVAL",
        "ENTRY,      false, true,  -,       false,     0, -",
        "ENTRY,      false, true,  REVOKE,  false,     0, APPROVAL",
        "ENTRY,      false, true,  -,       true,      0, KILL_SWITCH",
        "EXIT,       false, false, APPROVE, true,  60001, -",
        "EXIT,       false, false, -,       true,  60001, APPROVAL",
        "EXIT,       false, true,  -,       true,  60001, -",
        "EXIT,       true,  true,  APPROVE, false,     0, DRY_RUN",
        "PROTECTION, false, false, APPROVE, true,  60001, -",
        "PROTECTION, false, false, REVOKE,  false,     0, APPROVAL",
        "CANCEL,     false, false, REVOKE,  true,  60001, -",
        "CANCEL,     true,  false, APPROVE, false,     0, DRY_RUN",
        "RESIZE,     false, false, REVOKE,  true,  60001, -",
        "RESIZE,     true,  false, APPROVE, false,     0, DRY_RUN",
        "LOOKUP,     true,  false, REVOKE,  true,  60001, -"
    })
    void everyGateStopsWhatItShouldAndNothingElse(
            String word,
            boolean dryRun,
            boolean trusted,
            String said,
            boolean killed,
            long age,
            String gate)
            throws Exception {
        if (!said.equals("-")) {
            control.say(Kind.valueOf(said), "ann", "", AT);
        }
        if (killed) {
            control.say(Kind.KILL, "ann", "", AT);
        }

        BrokerAnswer answer = gated(dryRun, trusted, AT + age).execute(Requests.of(word, "one"));

        assertThat(text(answer.gate())).isEqualTo(gate);
        assertThat(answer.outcome() == Outcome.BLOCKED).isEqualTo(!gate.equals("-"));
        assertThat(broker.heard().isEmpty()).isEqualTo(!gate.equals("-"));
        if (answer.gate() != null) {
            assertThat(answer.note()).isNotEmpty();
            assertThat(answer.atMillis()).isEqualTo(AT + age);
        }
    }

    @Test
    void theKillFileCountsTheMomentItIsThereAndTheMomentItIsGone() throws Exception {
        GatedBroker gated = gated(false, true, AT);
        assertThat(gated.execute(Requests.of("ENTRY", "one")).outcome()).isEqualTo(Outcome.TAKEN);

        Files.createDirectories(control.path());
        Path kill = Files.createFile(control.path().resolve("kill"));
        assertThat(gated.execute(Requests.of("ENTRY", "two")).gate())
                .isEqualTo(ExecutionGate.KILL_SWITCH);
        assertThat(gated.execute(Requests.of("EXIT", "out")).outcome()).isEqualTo(Outcome.TAKEN);

        Files.delete(kill);
        assertThat(gated.execute(Requests.of("ENTRY", "three")).outcome()).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void anApprovalThatCannotBeReadIsNone() throws IOException {
        Files.createDirectories(control.path().resolve("approval"));

        BrokerAnswer answer = gated(false, true, AT).execute(Requests.of("ENTRY", "one"));

        assertThat(answer.gate()).isEqualTo(ExecutionGate.APPROVAL);
        assertThat(answer.note()).contains("unreadable");
    }

    @Test
    void whatMayHaveBeenSentBeforeIsNotBlockedWhileTheBrokerHasIt() throws Exception {
        BrokerRequest entry = Requests.of("ENTRY", "one");
        assertThat(gated(false, true, AT).execute(entry).outcome()).isEqualTo(Outcome.TAKEN);
        control.say(Kind.KILL, "ann", "", AT);

        BrokerAnswer again = gated(false, true, AT).execute(Requests.again(entry));
        BrokerAnswer never =
                gated(false, true, AT).execute(Requests.again(Requests.of("ENTRY", "two")));

        assertThat(again.outcome()).isEqualTo(Outcome.ADOPTED);
        assertThat(again.kind()).isEqualTo(entry.request().kind());
        assertThat(again.orders()).isNotEmpty();
        assertThat(never.gate()).isEqualTo(ExecutionGate.KILL_SWITCH);
        assertThat(broker.submissions()).containsOnlyKeys("one").containsEntry("one", 1);
    }

    @Test
    void whatMayHaveBeenSentBeforeStaysInDoubtWhileTheBrokerCannotBeAsked() throws Exception {
        BrokerRequest entry = Requests.again(Requests.of("ENTRY", "one"));
        control.say(Kind.KILL, "ann", "", AT);
        broker.failing(request -> FakeBroker.Fault.NOT_SENT);
        assertThat(gated(false, true, AT).execute(entry).outcome()).isEqualTo(Outcome.NO_ANSWER);

        broker.goAway();
        assertThat(gated(false, true, AT).execute(entry).outcome()).isEqualTo(Outcome.NO_ANSWER);
    }

    /** The job's own clock stood still while it was down; the broker's did not. */
    @Test
    void anEntryThatAgedWhileTheJobWasDownIsStaleByTheBrokersClock() {
        broker.at(AT + STALE + 1);

        BrokerAnswer answer =
                gated(false, true, AT).execute(Requests.again(Requests.of("ENTRY", "one")));

        assertThat(answer.gate()).isEqualTo(ExecutionGate.STALE);
        assertThat(broker.submissions()).isEmpty();
    }

    private GatedBroker gated(boolean dryRun, boolean trusted, long marketMillis) {
        return new GatedBroker(
                broker,
                new Gates(new GateSettings(dryRun, trusted, STALE, control)),
                () -> marketMillis);
    }

    private static String text(@Nullable ExecutionGate gate) {
        return gate == null ? "-" : gate.name();
    }
}
