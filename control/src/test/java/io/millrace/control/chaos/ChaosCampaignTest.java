package io.millrace.control.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The push campaign over real processes, nine minutes or so. {@code -Dmillrace.chaos.blows=N} makes
 * it shorter, {@code -Dmillrace.chaos.seed=S} another one, and {@code -Dmillrace.chaos=false}
 * leaves it out. A slow machine may recover slowly; it may not lose or double anything.
 */
@Tag("chaos")
@DisabledIfSystemProperty(named = "millrace.chaos", matches = "false")
class ChaosCampaignTest {

    /** The same with the graph on a cluster, by hand. */
    private static final boolean CLUSTER = Boolean.getBoolean("millrace.chaos.cluster");

    @Test
    void blowsDoNotShowInTheLedger(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        CampaignFiles files = CampaignFiles.in(folder.resolve("campaign"));
        CampaignResult result =
                new CampaignRun(
                                CampaignPlan.of(
                                        Long.getLong("millrace.chaos.seed", 1),
                                        Integer.getInteger(
                                                "millrace.chaos.blows", Profile.PUSH.faults()),
                                        CLUSTER),
                                CLUSTER,
                                files,
                                new PrintWriter(new OutputStreamWriter(System.err, UTF_8), true))
                        .execute();
        CampaignReport.write(result, files.folder());

        assertThat(result.failures())
                .as(CampaignReport.markdown(result))
                .allMatch(
                        failure ->
                                failure.contains("recovered within")
                                        && failure.contains(" 0 never"));
    }
}
