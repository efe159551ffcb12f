package io.millrace.control.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that a run is checked by, each written by another process.
 *
 * @param ledger of the broker
 * @param decisions {@code decisions.csv} of the run
 * @param orders {@code orders.csv} of the run
 * @param positions what others hold; empty to leave that unchecked
 * @param golden {@code decisions.csv} of a run without faults; absent to leave that unchecked
 * @param grace how old an order may be at the ledger's end without having ended
 */
public record RunFiles(
        Path ledger,
        Path decisions,
        Path orders,
        List<Path> positions,
        @Nullable Path golden,
        Duration grace) {

    public RunFiles {
        positions = List.copyOf(positions);
    }
}
