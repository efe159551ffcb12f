package io.millrace.control.run;

import io.millrace.connectors.jdbc.DatabaseAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A backfill as it was asked for.
 *
 * @param plan by which settings it is read
 * @param id name; absent for one that is made of data and settings
 * @param folders where every backfill has the folder of its checkpoints
 * @param checkpointEvery time between checkpoints: how much is done again after a kill
 */
public record BackfillRequest(
        ReplayPlan plan,
        History history,
        @Nullable String id,
        DatabaseAddress database,
        Path folders,
        int parallelism,
        Duration checkpointEvery) {}
