package io.millrace.flink.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.observe.Metric;
import io.millrace.observe.Metrics;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

/** The same operator seen by Flink's own Prometheus reporter and by that of a process of ours. */
class ReportersTest {

    private static final Path CONFIG =
            Path.of(System.getProperty("project.root"), "monitoring/prometheus.yml");
    private static final Pattern SERIES = Pattern.compile("([a-z0-9_]+)\\{([^}]*)\\} (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    @Test
    void bothSayTheSameOnceFlinksScopeIsTakenAway() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (Metrics metrics = Metrics.empty()) {
            ProcessReporterFactory.keep("both", metrics);
            Configuration configuration = new Configuration();
            ProcessReporter.into(configuration, "both");
            configuration.setString("metrics.reporters", "process,prom");
            configuration.setString(
                    "metrics.reporter.prom.factory.class",
                    "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
            configuration.setString("metrics.reporter.prom.port", Integer.toString(port));
            StreamExecutionEnvironment env =
                    StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
            env.fromData(1, 2, 3)
                    .map(new Measured())
                    .uid("measured")
                    .sinkTo(new DiscardingSink<>());
            JobClient job = env.executeAsync("measured");
            try {
                assertThat(Measured.ALL_SEEN.await(60, TimeUnit.SECONDS)).isTrue();

                Map<String, String> ours = series(metrics.scrape());
                Map<String, String> flinks = series(relabelled(scrape(port)));

                assertThat(ours)
                        .containsEntry(
                                "events_processed_total{stage=market,subtask_index=0}", "3.0")
                        .containsEntry("position_count{account=mine,subtask_index=0}", "2.0")
                        .containsEntry(
                                "event_latency_seconds{quantile=0.5,stage=account,subtask_index=0}",
                                "0.002")
                        .containsEntry(
                                "event_latency_seconds_count{stage=account,subtask_index=0}",
                                "3.0");
                assertThat(flinks).isEqualTo(ours);
            } finally {
                Measured.MAY_END.countDown();
                job.getJobExecutionResult().get();
                ProcessReporterFactory.release("both");
            }
        }
    }

    private static String scrape(int port) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Prometheus' rule, as the file has it; what it does not rename is Flink's own. */
    private static String relabelled(String scraped) throws Exception {
        Matcher rule = Pattern.compile("regex: (\\S+)").matcher(Files.readString(CONFIG));
        assertThat(rule.find()).isTrue();
        Pattern renamed = Pattern.compile(rule.group(1));
        StringBuilder lines = new StringBuilder();
        for (String line : scraped.split("\n", -1)) {
            Matcher series = SERIES.matcher(line);
            if (series.matches()) {
                Matcher name = renamed.matcher(series.group(1));
                if (name.matches()) {
                    lines.append(name.group(1))
                            .append(line.substring(series.group(1).length()))
                            .append('\n');
                }
            }
        }
        return lines.toString();
    }

    /** Values of ours by name and labels of ours; scope labels of Flink's are left out. */
    private static Map<String, String> series(String text) {
        Map<String, String> all = new TreeMap<>();
        for (String line : text.split("\n", -1)) {
            Matcher series = SERIES.matcher(line);
            if (!series.matches()) {
                continue;
            }
            Map<String, String> labels = new TreeMap<>();
            Matcher label = LABEL.matcher(series.group(2));
            while (label.find()) {
                if (label.group(1).matches("stage|account|quantile|subtask_index")) {
                    labels.put(label.group(1), label.group(2));
                }
            }
            all.put(series.group(1) + labels.toString().replace(" ", ""), series.group(3));
        }
        return all;
    }

    /** Measures three numbers and waits until it may end. */
    private static final class Measured extends RichMapFunction<Integer, Integer> {

        private static final long serialVersionUID = 1L;
        private static final CountDownLatch ALL_SEEN = new CountDownLatch(3);
        private static final CountDownLatch MAY_END = new CountDownLatch(1);

        private transient OperatorMetrics metrics;
        private transient RecentValues latency;

        @Override
        public void open(OpenContext context) {
            metrics = new OperatorMetrics(getRuntimeContext().getMetricGroup());
            metrics.gauge(Metric.POSITIONS, () -> 2, "mine");
            latency = metrics.summary(Metric.EVENT_LATENCY, 1_000, "account");
        }

        @Override
        public Integer map(Integer value) throws InterruptedException {
            metrics.count(Metric.EVENTS_PROCESSED, "market");
            latency.update(value);
            ALL_SEEN.countDown();
            if (value == 3) {
                MAY_END.await();
            }
            return value;
        }
    }
}
