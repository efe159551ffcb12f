package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts and dashboards ask for nothing that nobody measures. */
class MonitoringTest {

    @Test
    void everyAlertAsksForMetricsThatExistAndSaysWhatToDo() throws IOException {
        List<String> complaints = new ArrayList<>();
        List<String> alerts = new ArrayList<>();
        for (Map<String, Object> rule : rules()) {
            String alert = Yaml.text(rule, "alert");
            alerts.add(alert);
            for (String one : Queries.complaints(Yaml.text(rule, "expr"))) {
                complaints.add(alert + ": " + one);
            }
            assertThat(Yaml.text(rule, "labels", "severity")).as(alert).isIn("warning", "critical");
            assertThat(Yaml.text(rule, "annotations", "summary")).as(alert).isNotEmpty();
            assertThat(Yaml.text(rule, "annotations", "action")).as(alert).isNotEmpty();
        }
        assertThat(complaints).isEmpty();
        assertThat(alerts)
                .doesNotHaveDuplicates()
                .contains(
                        "ConsumerLagHigh",
                        "ConsumerLagCritical",
                        "AgentDown",
                        "KillSwitchActivated",
                        "DailyLossWarning",
                        "DailyLossCritical",
                        "AlpacaAPIErrors",
                        "PipelineStale",
                        "SlippageAbnormal",
                        "UnprotectedPosition",
                        "FeedSilent");
    }

    @Test
    void everyPanelAsksForMetricsThatExist() throws IOException {
        List<String> complaints = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        for (Path file : Repository.files("monitoring/grafana/dashboards", ".json")) {
            JsonNode board = new ObjectMapper().readTree(Files.readString(file));
            titles.add(board.path("title").asText());
            assertThat(board.path("uid").asText() + ".json")
                    .isEqualTo(file.getFileName().toString());
            assertThat(board.path("panels")).isNotEmpty();
            for (JsonNode panel : board.path("panels")) {
                assertThat(panel.at("/datasource/uid").asText()).isEqualTo("prometheus");
                assertThat(panel.path("targets")).isNotEmpty();
                for (JsonNode target : panel.path("targets")) {
                    for (String one : Queries.complaints(target.path("expr").asText())) {
                        complaints.add(file.getFileName() + ": " + one);
                    }
                }
            }
        }
        assertThat(complaints).isEmpty();
        assertThat(titles)
                .containsExactly("Equity curve", "Pipeline health", "Risk", "Signal quality");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sum by (stage) (rate(events_procesed_total[1m]))       | events_procesed_total: no such metric
                    max(kill_switch_active{strategy="x"})                  | kill_switch_active: no label strategy
                    max by (symbol) (equity_usd)                           | symbol: no metric of the query has this label
                    execution_slippage_bps_sum                             | execution_slippage_bps_sum: no such metric
                    """)
    void aQueryForWhatNobodyMeasuresIsSeen(String query, String told) {
        assertThat(Queries.complaints(query)).containsExactly(told);
    }

    @Test
    void promtoolTakesTheRules() throws Exception {
        Assumptions.assumeTrue(Repository.has("promtool"), "no promtool on PATH");
        assertThat(Repository.output("promtool", "check", "rules", "monitoring/rules/millrace.yml"))
                .contains("SUCCESS");
    }

    @Test
    void alertsGoToAnAddressThatIsNotInTheFile() throws IOException {
        Map<String, Object> config = Yaml.document(Repository.text("monitoring/alertmanager.yml"));

        assertThat(config.toString()).doesNotContain("http://").doesNotContain("https://");
        assertThat(Yaml.text(config, "route", "receiver")).isEqualTo("webhook");
        assertThat(Yaml.maps(Yaml.maps(config, "receivers").get(0), "webhook_configs").get(0))
                .containsKey("url_file");
    }

    private static List<Map<String, Object>> rules() throws IOException {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (Map<String, Object> group :
                Yaml.maps(
                        Yaml.document(Repository.text("monitoring/rules/millrace.yml")),
                        "groups")) {
            rules.addAll(Yaml.maps(group, "rules"));
        }
        return rules;
    }
}
