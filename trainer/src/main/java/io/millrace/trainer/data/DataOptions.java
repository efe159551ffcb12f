package io.millrace.trainer.data;

import io.millrace.connectors.files.TapeOptions;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.Resolution;
import io.millrace.trainer.TrainerFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How data is read: the market whose sessions it follows and how its tapes keep time. */
public record DataOptions(Market market, TapeOptions tape) {

    /** The last instant that a timestamp of PostgreSQL and of Java both hold. */
    private static final long LAST_MILLIS = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

    /** Reads {@code market.*}; mistakes are noted in the settings. */
    public static DataOptions from(Settings settings) {
        return new DataOptions(
                settings.choice("market.calendar", Market.class, Market.XNYS),
                TapeOptions.from(settings));
    }

    /**
     * Files where there are any, else the rows of a run.
     *
     * @param asOfMillis nothing of a table that became known later is read
     * @throws TrainerFailure where neither is named
     */
    public TrainingData data(
            List<Path> paths,
            Resolution resolution,
            @Nullable DatabaseAddress address,
            @Nullable String runId,
            @Nullable String source,
            long asOfMillis) {
        if (!paths.isEmpty()) {
            return TrainingData.ofTape(paths, market, tape, resolution);
        }
        if (address == null || runId == null || source == null) {
            throw TrainerFailure.usage(
                    "--data: none (expected: files, or --db with --run-id and --source)");
        }
        return TrainingData.ofTable(address, runId, source, Math.min(asOfMillis, LAST_MILLIS));
    }
}
