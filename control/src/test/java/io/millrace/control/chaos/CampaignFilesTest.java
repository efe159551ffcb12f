package io.millrace.control.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.files.synthetic.SyntheticTape;
import io.millrace.connectors.files.synthetic.SyntheticTapeSpec;
import io.millrace.control.config.SettingsFile;
import io.millrace.control.run.DatabaseChoice;
import io.millrace.control.run.ReplayPlan;
import io.millrace.control.run.ReplayRun;
import io.millrace.domain.market.Resolution;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tape and the settings of a campaign, run without faults. */
class CampaignFilesTest {

    private static final int SESSIONS = 2;

    @TempDir private Path folder;

    @Test
    void ordersFlowAllDayAndNothingIsHeldOvernight() throws Exception {
        CampaignFiles files = CampaignFiles.in(folder.resolve("campaign"));
        files.writeConfiguration();
        SyntheticTape.write(
                SyntheticTapeSpec.numbered(CampaignFiles.SYMBOLS, SESSIONS, 7),
                files.tape(),
                bars -> {});

        new ReplayRun(
                        ReplayPlan.of(
                                        SettingsFile.read(files.configuration(), Map.of()),
                                        Resolution.MINUTE,
                                        "chaos")
                                .over(
                                        "backtest",
                                        List.of(files.tape()),
                                        new TapeFilter(
                                                new TreeSet<>(), Long.MIN_VALUE, Long.MAX_VALUE))
                                .into(files.golden(), DatabaseChoice.parse("none"), 2),
                        new PrintWriter(Writer.nullWriter()))
                .execute();

        List<String> orders = Files.readAllLines(files.golden().resolve("orders.csv"));
        Set<String> submitted = new HashSet<>();
        Set<String> hours = new TreeSet<>();
        Map<String, String> last = new HashMap<>();
        for (String row : orders.subList(1, orders.size())) {
            List<String> columns = List.of(row.split(",", -1));
            // a bracket is one order that is sent, an exit another
            if (columns.get(7).equals("ENTRY") || columns.get(7).equals("EXIT")) {
                submitted.add(columns.get(1));
                hours.add(row.substring(11, 13));
            }
            last.put(columns.get(1), columns.get(4));
        }
        double seconds = SESSIONS * 390.0 * 60 / CampaignFiles.SPEED;

        assertThat(submitted.size() / seconds).isBetween(4.0, 12.0);
        assertThat(hours).contains("15", "16", "17", "18", "19", "20");
        assertThat(List.of("FILLED", "CANCELED", "EXPIRED", "REJECTED")).containsAll(last.values());
    }
}
