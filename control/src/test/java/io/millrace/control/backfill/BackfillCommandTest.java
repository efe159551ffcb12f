package io.millrace.control.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.control.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A history into a real database, in one go and with a kill -9 in the middle. */
@Timeout(600)
@SuppressWarnings("NullAway.Init") // the server is started before the first test
class BackfillCommandTest {

    private static final List<String> TABLES =
            List.of(
                    "features_tft",
                    "alpha_signals",
                    "signals",
                    "risk_decisions",
                    "orders",
                    "order_events",
                    "trades",
                    "positions",
                    "account_state");

    @TempDir static Path folder = Path.of("");

    private static BackfillScene scene;

    @BeforeAll
    static void start() throws IOException {
        scene = BackfillScene.start(folder, SyntheticTapeSpec.numbered(8, 8, 5));
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void aKilledBackfillGoesOnAndGivesWhatAnUninterruptedOneGives() throws Exception {
        JsonNode whole = BackfillScene.json(run("whole"));
        long rows = scene.rowsRead("whole");
        scene.killAfter(500, "cut", arguments("cut"));
        long safe = scene.rowsRead("cut");
        assertThat(safe).isBetween(500L, rows - 1);
        assertThat(scene.column("select count(*) from signals where run_id = 'backfill-cut'"))
                .as("rows of the killed one")
                .doesNotContain("0", String.valueOf(rows));

        CliRun resumed = run("cut", "--resume", "--parallelism", "2");

        assertThat(resumed.err()).contains("going on at row ");
        JsonNode cut = BackfillScene.json(resumed);
        assertThat(cut.required("resumedAt").asLong()).isEqualTo(safe);
        assertThat(cut.required("streams")).isEqualTo(whole.required("streams"));
        assertThat(cut.required("records")).isEqualTo(whole.required("records"));
        assertThat(whole.required("records").required("decisions").asLong()).isEqualTo(rows);
        assertThat(whole.required("records").required("fills").asLong()).isGreaterThan(50);
        for (String table : TABLES) {
            assertThat(scene.rows(table, "cut"))
                    .as(table)
                    .isEqualTo(scene.rows(table, "whole"))
                    .isNotEmpty();
        }
        assertThat(
                        scene.column(
                                "select bool_and(finished) || ' ' || sum(rows_read) from"
                                        + " backfill_checkpoints where source = 'backfill-cut'"))
                .containsExactly("true " + rows);
        assertThat(BackfillScene.json(run("cut", "--resume")).required("digest"))
                .as("asked once more")
                .isEqualTo(whole.required("digest"));
    }

    @Test
    void resumingWhatWasNotBegunOrBegunWithOtherSettingsIsRefused() throws IOException {
        assertThat(run("unknown", "--resume"))
                .satisfies(
                        run -> {
                            assertThat(run.code()).isEqualTo(2);
                            assertThat(run.err())
                                    .contains(
                                            "--resume: no backfill unknown", "expected: one that");
                        });
        Path begun = scene.home().resolve("backfills/other");
        Files.createDirectories(begun.resolve("checkpoints"));
        Files.writeString(
                begun.resolve("manifest.json"),
                "{\"configuration\": {\"risk.cooldown\": \"7m\"}, \"data\": {}}");

        CliRun again = run("other");
        CliRun resumed = run("other", "--resume");

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("--id: other was begun before", "expected: --resume");
        assertThat(resumed.code()).isEqualTo(2);
        assertThat(resumed.err()).contains("--resume: setting ", "backfill other was begun");
    }

    @Test
    void mistakesAreNamedAtOnce() {
        CliRun run =
                CliRun.of(
                        "backfill",
                        "--data",
                        scene.tape(),
                        "--id",
                        "a b",
                        "--parallelism",
                        "0",
                        "--checkpoint-every",
                        "0");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "--id: a b (expected: ", "--parallelism: 0 (", "--checkpoint-every: 0.0 (");
    }

    private static CliRun run(String id, String... more) {
        return CliRun.of(arguments(id, more));
    }

    private static String[] arguments(String id, String... more) {
        String[] data = {"--data", scene.tape()};
        return scene.arguments(
                id, Stream.concat(Stream.of(data), Stream.of(more)).toArray(String[]::new));
    }
}
