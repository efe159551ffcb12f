package io.millrace.observe;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * The metrics of one process, in the form that Prometheus reads. Every one of them stands in {@link
 * Metric}; those of the JVM are Micrometer's own.
 */
public final class Metrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<List<String>, LongAdder> counters = new ConcurrentHashMap<>();

    /** Micrometer holds what a counter is read from weakly, and shows its last value for ever. */
    private final Map<Meter, DoubleSupplier> held = new ConcurrentHashMap<>();

    private Metrics() {}

    /** Nothing yet. */
    public static Metrics empty() {
        return new Metrics();
    }

    /** What the JVM says of itself, and nothing else yet. */
    public static Metrics ofProcess() {
        Metrics metrics = new Metrics();
        MeterRegistry registry = metrics.registry;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return metrics;
    }

    /** One event more of a kind. */
    public void count(Metric metric, String... values) {
        metric.require(Metric.Kind.COUNTER, List.of(values));
        List<String> key = new ArrayList<>(List.of(values));
        key.add(metric.label());
        counters.computeIfAbsent(key, fresh -> counted(metric, List.of(values))).increment();
    }

    /** A value that is asked for whenever somebody reads. */
    public void gauge(Metric metric, DoubleSupplier value, String... values) {
        metric.require(Metric.Kind.GAUGE, List.of(values));
        register(metric, "", value, tags(metric, List.of(values)));
    }

    /**
     * Registers what somebody else measures: a value by a name of the table, with whatever labels.
     *
     * @param suffix goes after the name, such as that of a summary's count
     */
    public Meter register(Metric metric, String suffix, DoubleSupplier value, List<Tag> tags) {
        String name = metric.label() + suffix;
        Meter meter =
                metric.kind() == Metric.Kind.COUNTER
                        ? FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                                .description(metric.meaning())
                                .tags(tags)
                                .register(registry)
                        : Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                                .description(metric.meaning())
                                .tags(tags)
                                .register(registry);
        held.put(meter, value);
        return meter;
    }

    /** Forgets what was registered. */
    public void remove(Meter meter) {
        registry.remove(meter);
        held.remove(meter);
    }

    /** All values now, in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }

    private LongAdder counted(Metric metric, List<String> values) {
        LongAdder adder = new LongAdder();
        register(metric, "", adder::sum, tags(metric, values));
        return adder;
    }

    private static List<Tag> tags(Metric metric, List<String> values) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            tags.add(Tag.of(metric.labels().get(i), values.get(i)));
        }
        return tags;
    }
}
