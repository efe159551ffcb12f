package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.connectors.files.TapeFilter;
import io.millrace.control.CommandFailure;
import io.millrace.control.Tapes;
import io.millrace.control.run.DatabaseChoice;
import io.millrace.control.run.ReplayPlan;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The same command finds the run that it started. */
class RunIdsTest {

    /** A home is an option: it is made by the command line. */
    @Command
    static final class Housed {
        @Mixin private Home home = new Home();
    }

    @TempDir private Path folder;
    private Path tape;
    private Home home;

    @BeforeEach
    void settle() throws IOException {
        tape = Tapes.write(folder, Tapes.bars(30));
        Housed housed = new Housed();
        new CommandLine(housed).parseArgs("--home", folder.resolve("home").toString());
        home = housed.home;
    }

    @Test
    void theSameCommandMeansTheSameRun() throws IOException {
        RunPlace first = choose(request(Map.of(), false));
        first.start(BrokerName.SIM);

        assertThat(choose(request(Map.of(), false)).path()).isEqualTo(first.path());
        assertThat(first.id()).matches("sim-[0-9a-f]{12}");
    }

    @Test
    void whatChangesTheRunChangesItsName() {
        String id = choose(request(Map.of(), false)).id();

        assertThat(choose(request(Map.of(), true)).id()).isNotEqualTo(id);
        assertThat(choose(request(Map.of("account.cash", "5000"), false)).id()).isNotEqualTo(id);
    }

    @Test
    void aFinishedRunIsFollowedByTheNextOfItsName() throws IOException {
        RunPlace first = started();
        first.finish();
        RunPlace second = started();
        second.finish();
        RunPlace third = started();

        assertThat(second.id()).isEqualTo(first.id() + "-2");
        assertThat(third.id()).isEqualTo(first.id() + "-3");
        assertThat(started().id()).isEqualTo(third.id());
    }

    @Test
    void aNamedRunIsResumedUntilItIsFinished() throws IOException {
        RunPlace mine = RunIds.choose(home, request(Map.of(), false), "mine");
        mine.start(BrokerName.SIM);

        assertThat(RunIds.choose(home, request(Map.of(), true), "mine").path())
                .isEqualTo(mine.path());

        mine.finish();

        assertThatThrownBy(() -> RunIds.choose(home, request(Map.of(), false), "mine"))
                .hasMessageContaining("--run-id: mine is finished");
        assertThat(
                        catchThrowableOfType(
                                        CommandFailure.class,
                                        () -> RunIds.choose(home, request(Map.of(), false), "mine"))
                                .exitCode())
                .isEqualTo(2);
    }

    @Test
    void theLatestRunOfAnAccountIsTheOneStartedLast() throws IOException {
        assertThat(home.latest(BrokerName.SIM)).isEmpty();
        write(home.run("older"), "sim", 1);
        write(home.run("newer"), "sim", 3);
        write(home.run("foreign"), "alpaca-paper", 5);
        Files.createDirectories(home.run("empty").path());

        assertThat(home.latest(BrokerName.SIM).orElseThrow().id()).isEqualTo("newer");
        assertThat(home.latest(BrokerName.ALPACA_PAPER).orElseThrow().id()).isEqualTo("foreign");
        assertThat(home.find("older", BrokerName.SIM).orElseThrow().id()).isEqualTo("older");
        assertThat(home.find("none", BrokerName.SIM)).isEmpty();
    }

    @Test
    void aRunLivesAsLongAsItsProcess() throws IOException {
        RunPlace place = home.run("mine");
        assertThat(place.isRunning()).isFalse();

        place.start(BrokerName.SIM);
        assertThat(place.isRunning()).isTrue();

        place.finish();
        assertThat(place.isRunning()).isFalse();

        RunPlace dead = home.run("dead");
        write(dead, "sim", 1);
        assertThat(dead.isRunning()).isFalse();
    }

    @Test
    void anUnfinishedCheckpointIsNotResumedFrom() throws IOException {
        RunPlace place = home.run("mine");
        assertThat(place.newestCheckpoint()).isEmpty();
        place.start(BrokerName.SIM);
        assertThat(place.newestCheckpoint()).isEmpty();
        Path older = checkpoint(place, "job-a/chk-9", 1_000);
        Path newer = checkpoint(place, "job-b/chk-1", 2_000);
        Files.createDirectories(place.checkpoints().resolve("job-b/chk-2"));

        assertThat(place.newestCheckpoint()).contains(newer).isNotEqualTo(older);
    }

    @Test
    void aTornStatusIsNoStatus() throws IOException {
        RunPlace place = home.run("mine");
        place.start(BrokerName.SIM);
        assertThat(place.status()).isEmpty();

        Files.writeString(place.statusFile(), "{\"state\": \"ACT");

        assertThat(place.status()).isEmpty();
    }

    private static Path checkpoint(RunPlace place, String name, long atMillis) throws IOException {
        Path path = Files.createDirectories(place.checkpoints().resolve(name));
        Path metadata = Files.createFile(path.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(atMillis));
        return path;
    }

    /** The run of a process that is no more. */
    private static void write(RunPlace place, String broker, long started) throws IOException {
        Files.createDirectories(place.path());
        Files.writeString(
                place.path().resolve("run.json"),
                "{\"broker\":\"" + broker + "\",\"pid\":999999999,\"started\":" + started + "}");
    }

    private RunPlace started() throws IOException {
        RunPlace place = choose(request(Map.of(), false));
        place.start(BrokerName.SIM);
        return place;
    }

    private RunPlace choose(LiveRequest request) {
        return RunIds.choose(home, request, null);
    }

    private LiveRequest request(Map<String, Object> settings, boolean dryRun) {
        ReplayPlan plan = ReplayPlan.of(new Settings(settings), Resolution.MINUTE, "test");
        return new LiveRequest(
                BrokerName.SIM,
                plan,
                plan.over("run", List.of(tape), TapeFilter.ALL).tape(),
                List.of(tape),
                List.of(),
                null,
                "60",
                dryRun,
                null,
                null,
                DatabaseChoice.parse("none"),
                null,
                0);
    }
}
