package io.millrace.connectors.jdbc;

import java.util.List;
import java.util.Map;

/** Where runs and their results are kept; written by {@link Table#write}, a row at a time. */
public final class RunTables {

    private RunTables() {}

    public static Table<RunManifest> manifests() {
        return Table.of(
                "run_manifests",
                List.of(Column.text("run_id", RunManifest::runId)),
                List.of(
                        Column.text("kind", RunManifest::kind),
                        Column.text("strategy", RunManifest::strategy),
                        Column.json("configuration", row -> Json.of(row.configuration())),
                        Column.json("data_hashes", row -> Json.of(row.dataHashes())),
                        Column.json("versions", row -> Json.of(row.versions()))));
    }

    public static Table<BacktestRun> backtests() {
        return Table.of(
                "backtest_runs",
                List.of(Column.text("run_id", BacktestRun::runId)),
                List.of(
                        Column.choice("status", BacktestRun::status),
                        Column.text("resolution", BacktestRun::resolution),
                        Column.optionalTime("from_ts", BacktestRun::fromMillis),
                        Column.optionalTime("to_ts", BacktestRun::toMillis),
                        Column.whole("bars", row -> row.counts().bars()),
                        Column.whole("decisions", row -> row.counts().decisions()),
                        Column.whole("orders", row -> row.counts().orders()),
                        Column.whole("fills", row -> row.counts().fills()),
                        Column.exact("starting_equity", BacktestRun::startingEquity),
                        Column.exact("ending_equity", BacktestRun::endingEquity),
                        Column.json("metrics", row -> numbers(row.metrics())),
                        Column.json("digest", row -> Json.of(row.digest()))));
    }

    private static Json numbers(Map<String, Double> entries) {
        Json json = Json.object();
        entries.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> json.put(entry.getKey(), entry.getValue()));
        return json;
    }
}
