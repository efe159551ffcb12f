package io.millrace.flink.observe;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.millrace.observe.Metric;
import io.millrace.observe.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Shows the operators' metrics of {@link Metric} among those of the process that they run in, for a
 * job in a JVM of ours. In a cluster Flink's own reporter does it.
 */
public final class ProcessReporter implements MetricReporter {

    private static final double[] QUANTILES = {0.5, 0.75, 0.95, 0.98, 0.99, 0.999};
    private static final String SUBTASK = "subtask_index";

    private final Metrics metrics;
    private final Map<org.apache.flink.metrics.Metric, List<Meter>> shown = new HashMap<>();

    ProcessReporter(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Has a job's Flink report into the metrics, which are kept for it under a name. */
    public static void into(Configuration configuration, String name) {
        configuration.setString("metrics.reporters", "process");
        configuration.setString(
                "metrics.reporter.process.factory.class", ProcessReporterFactory.class.getName());
        configuration.setString("metrics.reporter.process." + ProcessReporterFactory.NAME, name);
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public synchronized void close() {
        shown.values().forEach(meters -> meters.forEach(metrics::remove));
        shown.clear();
    }

    @Override
    public synchronized void notifyOfAddedMetric(
            org.apache.flink.metrics.Metric metric, String name, MetricGroup group) {
        Metric.named(name)
                .ifPresent(known -> shown.put(metric, show(known, metric, tags(known, group))));
    }

    @Override
    public synchronized void notifyOfRemovedMetric(
            org.apache.flink.metrics.Metric metric, String name, MetricGroup group) {
        List<Meter> meters = shown.remove(metric);
        if (meters != null) {
            meters.forEach(metrics::remove);
        }
    }

    private List<Meter> show(Metric known, org.apache.flink.metrics.Metric metric, List<Tag> tags) {
        if (metric instanceof Counter counter) {
            return List.of(metrics.register(known, "", counter::getCount, tags));
        }
        if (metric instanceof Gauge<?> gauge) {
            return List.of(metrics.register(known, "", () -> number(gauge), tags));
        }
        if (metric instanceof Histogram histogram) {
            List<Meter> meters = new ArrayList<>();
            for (double quantile : QUANTILES) {
                List<Tag> more = new ArrayList<>(tags);
                more.add(Tag.of("quantile", Double.toString(quantile)));
                DoubleSupplier value = () -> histogram.getStatistics().getQuantile(quantile);
                meters.add(metrics.register(known, "", value, more));
            }
            meters.add(metrics.register(known, "_count", histogram::getCount, tags));
            return meters;
        }
        return List.of();
    }

    private static double number(Gauge<?> gauge) {
        return gauge.getValue() instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static List<Tag> tags(Metric known, MetricGroup group) {
        Map<String, String> variables = group.getAllVariables();
        List<Tag> tags = new ArrayList<>();
        for (String label : known.labels()) {
            tags.add(Tag.of(label, variables.getOrDefault("<" + label + ">", "")));
        }
        tags.add(Tag.of(SUBTASK, variables.getOrDefault("<" + SUBTASK + ">", "")));
        return tags;
    }
}
