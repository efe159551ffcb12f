package io.millrace.trainer.run;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.ModelTables;
import io.millrace.connectors.jdbc.WalkForwardRow;
import io.millrace.trainer.TrainerFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The folds of a run as rows, for a file and for the table {@code walk_forward_results}. */
final class WalkForwardTable {

    private WalkForwardTable() {}

    static String csv(RunSummary run) {
        StringBuilder text =
                new StringBuilder(
                        "model,fold,trained_from,trained_to,tested_from,tested_to,windows,pinball,"
                                + "coverage,hit_rate,trades,win_rate,return\n");
        for (FoldResult fold : run.folds()) {
            FoldResult.Span span = fold.span();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%s,%d,%s,%s,%s,%s,%d,%s,%s,%s,%d,%s,%s%n",
                            fold.learner(),
                            fold.fold(),
                            Instant.ofEpochMilli(span.trainedFromMillis()),
                            Instant.ofEpochMilli(span.trainedToMillis()),
                            Instant.ofEpochMilli(span.testedFromMillis()),
                            Instant.ofEpochMilli(span.testedToMillis()),
                            fold.scores().windows(),
                            number(fold.scores().pinball()),
                            number(fold.scores().coverage()),
                            number(fold.scores().hitRate()),
                            fold.trades().trades(),
                            number(fold.trades().winRate()),
                            number(fold.trades().total())));
        }
        return text.toString();
    }

    /** Writes every fold of every learner; the same run writes the same rows again. */
    static void write(RunSummary run, DatabaseAddress address) {
        try (Connection connection = address.connect()) {
            ModelTables.walkForward().write(connection, rows(run));
        } catch (SQLException failed) {
            throw TrainerFailure.failed("--db: " + address + ": " + failed.getMessage());
        }
    }

    private static List<WalkForwardRow> rows(RunSummary run) {
        List<WalkForwardRow> rows = new ArrayList<>();
        for (FoldResult fold : run.folds()) {
            FoldResult.Span span = fold.span();
            Map<String, Double> metrics = new TreeMap<>();
            metrics.put("pinball", fold.scores().pinball());
            metrics.put("coverage", fold.scores().coverage());
            metrics.put("hit_rate", fold.scores().hitRate());
            metrics.put("return", fold.trades().total());
            metrics.put("windows", (double) fold.scores().windows());
            rows.add(
                    new WalkForwardRow(
                            fold.learner(),
                            run.run(),
                            fold.fold(),
                            span.trainedFromMillis(),
                            span.trainedToMillis(),
                            span.testedFromMillis(),
                            span.testedToMillis(),
                            known(fold.trades().sharpe(run.daysAYear())),
                            known(fold.trades().winRate()),
                            fold.trades().trades(),
                            metrics));
        }
        return rows;
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.valueOf(value) : "";
    }
}
