package io.millrace.flink.output;

import io.millrace.connectors.csv.CsvLine;
import io.millrace.connectors.csv.CsvRow;
import io.millrace.domain.model.Prediction;
import io.millrace.flink.inference.Forecast;

/** A line of {@code predictions.csv}: what a model said at a bar, or why it said nothing. */
final class PredictionRow implements CsvRow<Forecast> {

    static final String HEADER = "ts,symbol,role,used,absence,version,sha256,quantiles,detail";

    private static final long serialVersionUID = 1L;

    @Override
    public void write(Forecast forecast, CsvLine line) {
        Prediction said = forecast.prediction();
        line.time(forecast.atMillis())
                .field(forecast.symbol())
                .field(forecast.role())
                .field(forecast.used())
                .field(forecast.absence())
                .field(said == null ? null : said.modelVersion())
                .field(said == null ? null : said.modelSha256())
                .field(said == null ? null : quantiles(said))
                .field(forecast.detail());
    }

    private static String quantiles(Prediction prediction) {
        StringBuilder text = new StringBuilder();
        for (Prediction.Horizon horizon : prediction.horizons()) {
            text.append(text.isEmpty() ? "" : "|")
                    .append(horizon.bars())
                    .append(':')
                    .append(horizon.q10())
                    .append('/')
                    .append(horizon.q50())
                    .append('/')
                    .append(horizon.q90());
        }
        return text.toString();
    }
}
