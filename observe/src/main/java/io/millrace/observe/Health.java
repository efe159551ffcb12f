package io.millrace.observe;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a process is: healthy when each of its checks is passed. */
public final class Health {

    private final String process;
    private final Map<String, HealthCheck> checks;

    private Health(String process, Map<String, HealthCheck> checks) {
        this.process = process;
        this.checks = checks;
    }

    /** A process that answers is healthy, until checks say otherwise. */
    public static Health of(String process) {
        return new Health(process, Map.of());
    }

    /** The same with one check more, after the others. */
    public Health with(String name, HealthCheck check) {
        Map<String, HealthCheck> more = new LinkedHashMap<>(checks);
        if (more.put(name, check) != null) {
            throw new IllegalArgumentException("check: " + name + " (expected: a new name)");
        }
        return new Health(process, more);
    }

    /** Asks every check, in their order. */
    public HealthReport report() {
        Map<String, HealthCheck.Finding> findings = new LinkedHashMap<>();
        checks.forEach((name, check) -> findings.put(name, look(check)));
        return new HealthReport(process, findings);
    }

    /** Shows each check as a metric, too. */
    public void measure(Metrics metrics) {
        checks.forEach(
                (name, check) ->
                        metrics.gauge(Metric.HEALTH, () -> look(check).passed() ? 1 : 0, name));
    }

    private static HealthCheck.Finding look(HealthCheck check) {
        try {
            return check.look();
        } catch (Exception failure) {
            return HealthCheck.Finding.failed(failure.toString());
        }
    }
}
