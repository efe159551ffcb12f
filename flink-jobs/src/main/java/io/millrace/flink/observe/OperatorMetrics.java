package io.millrace.flink.observe;

import io.millrace.observe.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of one operator: those of {@link Metric}, each label a group of its own and the last
 * group {@value #SCOPE}, so that what follows it is the name.
 */
public final class OperatorMetrics {

    /** The group right before a metric's name; everything up to it is Flink's scope. */
    public static final String SCOPE = "millrace";

    private final MetricGroup group;
    private final Map<List<String>, Counter> counters = new HashMap<>();

    public OperatorMetrics(MetricGroup group) {
        this.group = group;
    }

    /** A counter, the same one for the same values; for whoever counts every event. */
    public Counter counter(Metric metric, String... values) {
        metric.require(Metric.Kind.COUNTER, List.of(values));
        return counters.computeIfAbsent(
                key(metric, values), key -> labelled(metric, values).counter(metric.label()));
    }

    /** One event more of a kind. */
    public void count(Metric metric, String... values) {
        counter(metric, values).inc();
    }

    /** A value that is asked for whenever somebody reads, from a thread of the reader's. */
    public void gauge(Metric metric, DoubleSupplier value, String... values) {
        metric.require(Metric.Kind.GAUGE, List.of(values));
        Gauge<Double> gauge = value::getAsDouble;
        labelled(metric, values).gauge(metric.label(), gauge);
    }

    /**
     * Quantiles of the newest values.
     *
     * @param unit what is measured in, as a part of the metric's unit: 1000 for milliseconds of a
     *     metric in seconds
     */
    public RecentValues summary(Metric metric, double unit, String... values) {
        metric.require(Metric.Kind.SUMMARY, List.of(values));
        return labelled(metric, values).histogram(metric.label(), new RecentValues(unit));
    }

    private MetricGroup labelled(Metric metric, String[] values) {
        MetricGroup labelled = group;
        for (int i = 0; i < values.length; i++) {
            labelled = labelled.addGroup(metric.labels().get(i), values[i]);
        }
        return labelled.addGroup(SCOPE);
    }

    private static List<String> key(Metric metric, String[] values) {
        return List.of(metric.label(), String.join("\n", values));
    }
}
