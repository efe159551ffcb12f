package io.millrace.domain.live;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the broker can be reached.
 *
 * @param failuresWall wall clock of the latest failures, oldest first
 * @param open whether the circuit is open, which only a snapshot closes
 * @param awayWall wall clock since which it cannot be reached at all; absent while it can
 * @param lost whether it counted as unreachable when last looked at
 */
public record Connection(
        List<Long> failuresWall, boolean open, @Nullable Long awayWall, boolean lost) {

    /** A broker that is away for less than this is a hiccup. */
    private static final long AWAY_MILLIS = 2_000;

    static Connection fresh() {
        return new Connection(List.of(), false, null, false);
    }

    Connection failed(long wallMillis, LiveSettings settings) {
        List<Long> recent = new ArrayList<>();
        for (Long failure : failuresWall) {
            if (wallMillis - failure < settings.failureWindowMillis()) {
                recent.add(failure);
            }
        }
        recent.add(wallMillis);
        boolean tooMany = recent.size() >= settings.failures();
        return new Connection(recent, open || tooMany, awayWall, lost);
    }

    Connection away(long wallMillis) {
        return new Connection(
                failuresWall, open, awayWall == null ? Long.valueOf(wallMillis) : awayWall, lost);
    }

    Connection looked(boolean nowLost) {
        return nowLost == lost ? this : new Connection(failuresWall, open, awayWall, nowLost);
    }

    boolean isReachable(long wallMillis) {
        Long away = awayWall;
        return !open && (away == null || wallMillis - away < AWAY_MILLIS);
    }
}
