package io.millrace.control.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.CliRun;
import io.millrace.control.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands say where there is nothing to do anything with. */
class ClusterCommandsTest {

    @TempDir Path home = Path.of("");

    @ParameterizedTest
    @CsvSource({"jobs,", "savepoint, signals", "stop, trading"})
    void sayHowToStartAClusterWhereNoneAnswers(String verb, String job) {
        CliRun run = job == null ? cluster(verb) : cluster(verb, job);

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("flink: no answer from http://127.0.0.1:1")
                .contains("start it with ./millrace up");
    }

    @Test
    void refuseAJobThatThereIsNot() {
        CliRun run = cluster("submit", "singals");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("JOB: singals (expected: ingest, signals, trading, archive)");
    }

    @Test
    void nameEveryMistakeBeforeTheClusterIsAsked() throws Exception {
        Path jar = Files.writeString(home.resolve("jobs.jar"), "any");

        CliRun run =
                cluster(
                        "submit",
                        "ingest",
                        "--jar",
                        jar.toString(),
                        "--form",
                        "quotes",
                        "--checkpoint-every",
                        "often");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("--data: nothing (expected: files or folders of market data)")
                .contains("--form: quotes (expected: one of bars, trades)")
                .contains("--checkpoint-every: often (expected: a duration");
    }

    @Test
    void sayHowToBuildAJarThatIsMissing() {
        CliRun run = cluster("submit", "signals", "--jar", home.resolve("none.jar").toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("none.jar (expected: the jar of the jobs;");
    }

    @ParameterizedTest
    @CsvSource({"0", "241"})
    void refuseSubtasksThatStateCannotBeSpreadOver(String parallelism) {
        CliRun run = cluster("rescale", "signals", parallelism);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("parallelism: " + parallelism + " (expected: 1..240)");
    }

    private CliRun cluster(String... arguments) {
        return ClusterScene.cluster("http://127.0.0.1:1", home, arguments);
    }
}
