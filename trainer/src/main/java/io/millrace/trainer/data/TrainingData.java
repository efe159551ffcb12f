package io.millrace.trainer.data;

import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeCatalog;
import io.millrace.connectors.files.TapeFilter;
import io.millrace.connectors.files.TapeOptions;
import io.millrace.connectors.files.TapeRequest;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import io.millrace.trainer.TrainerFailure;
import io.millrace.trainer.window.DatabaseFeatures;
import io.millrace.trainer.window.FeatureRows;
import io.millrace.trainer.window.TapeFeatures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where feature rows come from, and what says which ones they are. */
public interface TrainingData {

    /** Opens the rows, from the first one. */
    FeatureRows open() throws IOException;

    /** What the data is, by name: hashes of files, or run, source and instant of a table. */
    Map<String, String> identity();

    /** Files and folders, through the features that a backtest of them would serve. */
    static TrainingData ofTape(
            List<Path> paths, Market market, TapeOptions options, Resolution resolution) {
        Tape tape = TapeCatalog.resolve(new TapeRequest(paths, TapeFilter.ALL, resolution, market));
        Map<String, String> identity = new TreeMap<>();
        tape.hashes().forEach((name, hash) -> identity.put("data " + name, hash));
        identity.put("resolution", resolution.label());
        return new TrainingData() {

            @Override
            public FeatureRows open() {
                return new TapeFeatures(tape, options, resolution);
            }

            @Override
            public Map<String, String> identity() {
                return identity;
            }
        };
    }

    /**
     * Rows that a run has served, out of {@code features_tft}.
     *
     * @param knownAtMillis nothing that became known later is read
     */
    static TrainingData ofTable(
            DatabaseAddress address, String runId, String source, long knownAtMillis) {
        return new TrainingData() {

            @Override
            public FeatureRows open() {
                try {
                    return DatabaseFeatures.open(address, runId, source, knownAtMillis);
                } catch (SQLException failed) {
                    throw TrainerFailure.failed("--db: " + address + ": " + failed.getMessage());
                }
            }

            @Override
            public Map<String, String> identity() {
                return Map.of(
                        "data run", runId,
                        "data source", source,
                        "data known at", String.valueOf(knownAtMillis));
            }
        };
    }
}
