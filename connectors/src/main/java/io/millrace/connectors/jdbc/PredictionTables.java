package io.millrace.connectors.jdbc;

import io.millrace.domain.model.Prediction;
import java.util.List;

/** Where what models expected is kept. */
public final class PredictionTables {

    private PredictionTables() {}

    /**
     * One horizon of a prediction.
     *
     * @param prediction that it belongs to
     */
    public record Row(Prediction prediction, Prediction.Horizon horizon) {}

    public static Table<Row> predictions(RunScope scope) {
        return Table.of(
                "predictions_tft",
                List.of(
                        scope.run(),
                        Column.text("symbol", row -> row.prediction().symbol()),
                        Column.time("ts", row -> row.prediction().atMillis()),
                        Column.whole("horizon_bars", row -> row.horizon().bars()),
                        Column.text("model_version", row -> row.prediction().modelVersion())),
                List.of(
                        Column.text("model_sha256", row -> row.prediction().modelSha256()),
                        Column.number("q10", row -> row.horizon().q10()),
                        Column.number("q50", row -> row.horizon().q50()),
                        Column.number("q90", row -> row.horizon().q90())));
    }
}
