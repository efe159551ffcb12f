package io.millrace.flink.observe;

import io.millrace.observe.Metrics;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Makes reporters into metrics of this process, which it knows by name. */
public final class ProcessReporterFactory implements MetricReporterFactory {

    static final String NAME = "name";

    private static final Map<String, Metrics> KEPT = new ConcurrentHashMap<>();

    /** Keeps the metrics under the name until they are released. */
    public static void keep(String name, Metrics metrics) {
        KEPT.put(name, metrics);
    }

    /** Forgets the name; reporters that report already go on. */
    public static void release(String name) {
        KEPT.remove(name);
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        String name = properties.getProperty(NAME, "");
        Metrics metrics = KEPT.get(name);
        if (metrics == null) {
            throw new IllegalArgumentException(
                    "metrics.reporter.process.name: "
                            + name
                            + " (expected: metrics kept in this process)");
        }
        return new ProcessReporter(metrics);
    }
}
