package io.millrace.control.run;

import io.millrace.connectors.jdbc.BacktestRun;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.DatabaseException;
import io.millrace.connectors.jdbc.RunManifest;
import io.millrace.connectors.jdbc.RunTables;
import io.millrace.control.report.RunReport;
import io.millrace.domain.report.DecisionFunnel;
import io.millrace.domain.report.Statistic;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The run itself as rows: what it was made from and how it ended. */
final class RunRecord {

    private RunRecord() {}

    /** Writes both rows; the same run replaces its own. */
    static void write(
            DatabaseAddress address,
            ReplayRequest request,
            Manifest manifest,
            RunReport report,
            DigestFile digest) {
        try (Connection connection = address.connect()) {
            RunTables.manifests()
                    .write(
                            connection,
                            List.of(
                                    new RunManifest(
                                            manifest.runId(),
                                            manifest.kind(),
                                            manifest.strategy(),
                                            manifest.configuration(),
                                            manifest.data(),
                                            manifest.versions())));
            RunTables.backtests()
                    .write(connection, List.of(ended(request, manifest, report, digest)));
        } catch (SQLException failure) {
            throw new DatabaseException(
                    "db: " + address + ": the run could not be recorded, " + failure.getMessage(),
                    failure);
        }
    }

    private static BacktestRun ended(
            ReplayRequest request, Manifest manifest, RunReport report, DigestFile digest) {
        DecisionFunnel funnel = report.results().funnel();
        BigDecimal cash = request.strategy().account().cash();
        Double end = report.results().value(Statistic.END_EQUITY);
        boolean empty = funnel.decisions() == 0;
        return new BacktestRun(
                manifest.runId(),
                BacktestRun.Status.FINISHED,
                request.strategy().resolution().label(),
                empty ? null : report.heading().fromMillis(),
                empty ? null : report.heading().toMillis(),
                new BacktestRun.Counts(
                        funnel.bars(), funnel.decisions(), funnel.orders(), funnel.fills()),
                cash,
                end == null ? cash : BigDecimal.valueOf(end),
                metrics(report),
                digest.streams());
    }

    private static Map<String, Double> metrics(RunReport report) {
        Map<String, Double> metrics = new TreeMap<>();
        report.results()
                .performance()
                .values()
                .forEach(
                        (statistic, value) ->
                                metrics.put(statistic.name().toLowerCase(Locale.ROOT), value));
        return metrics;
    }
}
