package io.millrace.connectors.files;

import io.millrace.domain.market.Resolution;
import org.jspecify.annotations.Nullable;

/** Measures how far apart the rows of a file are, to tell what bars they must be. */
final class TapeSteps {

    private static final long HOUR = 3_600_000L;
    private static final long ALMOST_A_DAY = 20 * HOUR;
    private static final int FEWEST_DAYS = 3;
    private static final int FEWEST_HOURS = 10;

    private long steps;
    private long wholeHours;
    private long almostDays;

    void add(long millis) {
        steps++;
        wholeHours += millis > 0 && millis % HOUR == 0 ? 1 : 0;
        almostDays += millis >= ALMOST_A_DAY ? 1 : 0;
    }

    /** The resolution that nine of ten steps speak for, or null where there are too few. */
    @Nullable Resolution resolution() {
        if (steps >= FEWEST_DAYS && almostDays * 10 >= steps * 9) {
            return Resolution.DAY;
        }
        if (steps < FEWEST_HOURS) {
            return null;
        }
        return wholeHours * 10 >= steps * 9 ? Resolution.HOUR : Resolution.MINUTE;
    }
}
