package io.millrace.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.control.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session at the simulator, from the first bar to a ledger that adds up. */
class LiveRunTest {

    @TempDir private Path folder;

    @Test
    void aLiveSessionDecidesAsItsBacktestAndItsLedgerAddsUp() throws IOException {
        LiveScene scene = LiveScene.in(folder);
        String home = scene.home();

        CliRun run =
                LiveScene.ok(
                        "run",
                        "--tape",
                        scene.tape(),
                        "--config",
                        scene.config(),
                        "--speed",
                        "3000",
                        "--run-id",
                        "mine",
                        "--home",
                        home);

        Path live = scene.run("mine");
        assertThat(run.out()).contains("Run mine is over: ACTIVE, reconciled");
        assertThat(rows(live, "fills.csv")).isNotEmpty();
        assertThat(rows(live, "blocked.csv")).isEmpty();
        assertThat(rows(live, "deadletter.csv")).isEmpty();
        assertThat(rows(live, "differences.csv")).isEmpty();
        assertThat(live.resolve(".flink")).doesNotExist();
        scene.addsUp(live);

        CliRun status = LiveScene.ok("status", "--home", home);
        assertThat(status.out()).contains("mine (finished)");
        CliRun again = CliRun.of("run", "--tape", scene.tape(), "--run-id", "mine", "--home", home);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("--run-id: mine is finished");
    }

    private static List<String> rows(Path run, String file) throws IOException {
        List<String> lines = Files.readAllLines(run.resolve(file));
        return lines.subList(1, lines.size());
    }
}
