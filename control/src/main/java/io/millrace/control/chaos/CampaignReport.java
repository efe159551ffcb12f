package io.millrace.control.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.millrace.control.ledger.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The record of a campaign, for a person and for a program. */
final class CampaignReport {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private CampaignReport() {}

    static void write(CampaignResult result, Path folder) throws IOException {
        Files.writeString(folder.resolve("report.md"), markdown(result));
        Files.writeString(
                folder.resolve("report.json"), JSON.writeValueAsString(json(result)) + "\n");
    }

    static String markdown(CampaignResult result) {
        StringBuilder page = new StringBuilder("# Kill campaign: ");
        List<String> failures = result.failures();
        page.append(failures.isEmpty() ? "green\n\n" : "BROKEN\n\n");
        failures.forEach(failure -> page.append("* ").append(failure).append('\n'));
        page.append(failures.isEmpty() ? "" : "\n").append("| | |\n|---|---|\n");
        result.about().forEach((name, value) -> line(page, name, value));
        line(page, "blows", result.struck().size() + " of " + result.plan().blows().size());
        line(page, "orders, fills", result.orders() + ", " + result.fills());
        line(page, "orders open when a blow fell", result.openAtBlows());
        line(page, "requests between POST and answer then", result.unansweredAtBlows());
        line(page, "processes that died of themselves", result.ownDeaths());
        long caught =
                result.selfTest().stream()
                        .filter(one -> one.caught() && !one.planted().equals("nothing"))
                        .count();
        line(page, "planted faults that the check named", caught + " of 7");
        page.append(
                String.format(
                        Locale.ROOT,
                        "| bound | a fault per blow in less than %.2f %%, at 95 %%, if none was found"
                                + " (rule of three) |%n",
                        result.rateBound() * 100));
        page.append("\n## Equations\n\n```\n");
        result.verdict().lines().forEach(line -> page.append(line).append('\n'));
        page.append("```\n\n## Recovery\n\n| blow | blows | p50 | p95 | max | limit of p95 |\n");
        page.append("|---|---|---|---|---|---|\n");
        for (Recoveries one : Recoveries.of(result.struck())) {
            page.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %d | %.1f s | %.1f s | %.1f s | %d s |%n",
                            one.blow().words(),
                            one.blows(),
                            one.p50Millis() / 1_000.0,
                            one.p95Millis() / 1_000.0,
                            one.maxMillis() / 1_000.0,
                            one.limitSeconds()));
        }
        return page.toString();
    }

    private static void line(StringBuilder page, String name, Object value) {
        page.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private static Map<String, Object> json(CampaignResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("green", result.failures().isEmpty());
        json.put("failures", result.failures());
        json.put("about", result.about());
        json.put("planned", result.plan().blows().size());
        json.put("orders", result.orders());
        json.put("fills", result.fills());
        json.put("openAtBlows", result.openAtBlows());
        json.put("unansweredAtBlows", result.unansweredAtBlows());
        json.put("ownDeaths", result.ownDeaths());
        json.put("rateBound", result.rateBound());
        json.put("selfTest", result.selfTest());
        json.put("equations", result.verdict().lines());
        json.put("findings", result.verdict().findings().stream().map(Finding::toString).toList());
        json.put("recoveries", Recoveries.of(result.struck()));
        json.put("blows", result.struck());
        return json;
    }
}
