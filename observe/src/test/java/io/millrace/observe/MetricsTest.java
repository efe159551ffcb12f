package io.millrace.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTest {

    @ParameterizedTest
    @EnumSource(Metric.class)
    void everyMetricOfTheTableIsScrapedUnderItsOwnName(Metric metric) {
        try (Metrics metrics = Metrics.empty()) {
            List<Tag> tags = new ArrayList<>();
            metric.labels().forEach(label -> tags.add(Tag.of(label, "x")));

            metrics.register(metric, "", () -> 7, tags);

            String labels =
                    metric.labels().stream()
                            .sorted()
                            .map(label -> label + "=\"x\"")
                            .reduce((a, b) -> a + "," + b)
                            .map(all -> "{" + all + "}")
                            .orElse("");
            assertThat(metrics.scrape().lines()).contains(metric.label() + labels + " 7.0");
        }
    }

    @Test
    void eventsOfAKindAreCountedTogether() {
        try (Metrics metrics = Metrics.empty()) {
            metrics.count(Metric.SIMULATOR_REQUESTS, "GET", "200");
            metrics.count(Metric.SIMULATOR_REQUESTS, "GET", "200");
            metrics.count(Metric.SIMULATOR_REQUESTS, "POST", "403");

            assertThat(metrics.scrape().lines())
                    .contains(
                            "# TYPE broker_sim_requests_total counter",
                            "broker_sim_requests_total{method=\"GET\",status=\"200\"} 2.0",
                            "broker_sim_requests_total{method=\"POST\",status=\"403\"} 1.0");
        }
    }

    @Test
    void aGaugeIsAskedAtEveryScrape() {
        try (Metrics metrics = Metrics.empty()) {
            AtomicInteger value = new AtomicInteger(3);
            metrics.gauge(Metric.SIMULATOR_ORDERS, value::get, "open");
            assertThat(metrics.scrape()).contains("broker_sim_orders{state=\"open\"} 3.0");

            value.set(4);

            assertThat(metrics.scrape()).contains("broker_sim_orders{state=\"open\"} 4.0");
        }
    }

    @Test
    void aCounterGoesOnCountingAfterTheGarbageCollectorHasPassed() {
        try (Metrics metrics = Metrics.empty()) {
            metrics.count(Metric.SIMULATOR_REQUESTS, "GET", "200");
            AtomicInteger elsewhere = new AtomicInteger(1);
            metrics.register(
                    Metric.INVARIANT_VIOLATIONS, "", elsewhere::get, List.of(Tag.of("law", "x")));
            System.gc();

            metrics.count(Metric.SIMULATOR_REQUESTS, "GET", "200");
            elsewhere.set(5);

            assertThat(metrics.scrape())
                    .contains(
                            "broker_sim_requests_total{method=\"GET\",status=\"200\"} 2.0",
                            "invariant_violations_total{law=\"x\"} 5.0");
        }
    }

    @Test
    void whatIsRemovedIsNotScraped() {
        try (Metrics metrics = Metrics.empty()) {
            Meter meter = metrics.register(Metric.EQUITY, "", () -> 1, List.of());

            metrics.remove(meter);

            assertThat(metrics.scrape()).doesNotContain("equity_usd");
        }
    }

    @Test
    void aWrongKindOrAWrongNumberOfLabelsIsRefused() {
        try (Metrics metrics = Metrics.empty()) {
            assertThatThrownBy(() -> metrics.count(Metric.EQUITY, "mine"))
                    .hasMessage("equity_usd: a GAUGE (expected: COUNTER)");
            assertThatThrownBy(() -> metrics.gauge(Metric.EQUITY, () -> 1))
                    .hasMessage("equity_usd: [] (expected: values of [account])");
        }
    }

    @Test
    void namesAreThoseThatPrometheusAdvises() {
        for (Metric metric : Metric.values()) {
            assertThat(metric.label()).matches("[a-z][a-z0-9_]*");
            assertThat(metric.label().endsWith("_total"))
                    .as(metric.label())
                    .isEqualTo(metric.kind() == Metric.Kind.COUNTER);
            assertThat(Metric.named(metric.label())).contains(metric);
        }
    }

    @Test
    void aProcessTellsOfItsMemory() {
        try (Metrics metrics = Metrics.ofProcess()) {
            assertThat(metrics.scrape())
                    .contains("jvm_memory_used_bytes{", "process_uptime_seconds");
        }
    }
}
