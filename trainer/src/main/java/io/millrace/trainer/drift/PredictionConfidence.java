package io.millrace.trainer.drift;

import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.trainer.baseline.SampleQuantile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The confidence of the predictions that a run has stored in {@code predictions_tft}. */
final class PredictionConfidence {

    private static final String QUERY =
            "select q10, q50, q90 from predictions_tft p where run_id = ? and horizon_bars ="
                    + " (select min(horizon_bars) from predictions_tft where run_id = p.run_id)";

    private PredictionConfidence() {}

    /** The median, at the nearest horizon; null where there is no prediction. */
    static @Nullable Double median(DatabaseAddress address, String runId) throws SQLException {
        DoubleStream.Builder confidences = DoubleStream.builder();
        try (Connection connection = address.connect();
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, runId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    confidences.add(
                            Confidence.of(rows.getDouble(1), rows.getDouble(2), rows.getDouble(3)));
                }
            }
        }
        double[] all = confidences.build().toArray();
        return all.length == 0 ? null : SampleQuantile.of(all, 0.5);
    }
}
