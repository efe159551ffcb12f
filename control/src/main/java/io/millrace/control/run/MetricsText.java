package io.millrace.control.run;

import io.millrace.control.report.RunReport;
import io.millrace.domain.report.Statistic;
import io.millrace.observe.Metric;
import io.millrace.observe.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code metrics.prom}: what Prometheus may know of a run that has ended, in the form of
 * node_exporter's text files. Empty when the run defines none of it.
 */
final class MetricsText {

    private MetricsText() {}

    static void write(RunReport report, String run, Path file) throws IOException {
        try (Metrics metrics = Metrics.empty()) {
            Double sharpe = report.results().value(Statistic.SHARPE);
            if (sharpe != null) {
                metrics.gauge(Metric.BACKTEST_SHARPE, () -> sharpe, run);
            }
            Files.writeString(file, metrics.scrape());
        }
    }
}
