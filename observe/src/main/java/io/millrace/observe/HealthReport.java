package io.millrace.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a process is at one moment, check by check. */
public record HealthReport(String process, Map<String, HealthCheck.Finding> findings) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int SERVICE_UNAVAILABLE = 503;

    public HealthReport {
        findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
    }

    public boolean isHealthy() {
        return findings.values().stream().allMatch(HealthCheck.Finding::passed);
    }

    /** What HTTP says of it. */
    public int httpStatus() {
        return isHealthy() ? OK : SERVICE_UNAVAILABLE;
    }

    /** The report for whoever asked. */
    public String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("status", isHealthy() ? "UP" : "DOWN");
        json.put("process", process);
        json.put("pid", ProcessHandle.current().pid());
        ObjectNode checks = json.putObject("checks");
        findings.forEach(
                (name, finding) ->
                        checks.putObject(name)
                                .put("status", finding.passed() ? "UP" : "DOWN")
                                .put("reason", finding.reason()));
        return json.toString();
    }
}
