package io.millrace.connectors.jdbc;

import java.util.List;
import java.util.Map;

/** Where models and what they have shown are kept; written by {@link Table#write}. */
public final class ModelTables {

    private ModelTables() {}

    /** One row per model, version and fold. */
    public static Table<WalkForwardRow> walkForward() {
        return Table.of(
                "walk_forward_results",
                List.of(
                        Column.text("model", WalkForwardRow::model),
                        Column.text("version", WalkForwardRow::version),
                        Column.whole("fold", WalkForwardRow::fold)),
                List.of(
                        Column.time("trained_from", WalkForwardRow::trainedFromMillis),
                        Column.time("trained_to", WalkForwardRow::trainedToMillis),
                        Column.time("tested_from", WalkForwardRow::testedFromMillis),
                        Column.time("tested_to", WalkForwardRow::testedToMillis),
                        Column.optionalNumber("sharpe", WalkForwardRow::sharpe),
                        Column.optionalNumber("win_rate", WalkForwardRow::winRate),
                        Column.whole("trades", WalkForwardRow::trades),
                        Column.json("metrics", row -> numbers(row.metrics()))));
    }

    /** One row per version of a model. */
    public static Table<RegisteredModel> registry() {
        return Table.of(
                "models_registry",
                List.of(
                        Column.text("model", RegisteredModel::model),
                        Column.text("version", RegisteredModel::version)),
                List.of(
                        Column.text("sha256", RegisteredModel::sha256),
                        Column.text("state", RegisteredModel::state),
                        Column.text("artifact", RegisteredModel::artifact),
                        Column.time("trained_at", RegisteredModel::trainedAtMillis),
                        Column.json("metrics", row -> numbers(row.metrics())),
                        Column.json("lineage", row -> Json.of(row.lineage()))));
    }

    private static Json numbers(Map<String, Double> entries) {
        Json json = Json.object();
        entries.entrySet().stream()
                .filter(entry -> Double.isFinite(entry.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> json.put(entry.getKey(), entry.getValue()));
        return json;
    }
}
