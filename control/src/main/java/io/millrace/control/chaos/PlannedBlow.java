package io.millrace.control.chaos;

import java.util.Locale;

/**
 * One blow of the plan.
 *
 * @param number from 1 on
 * @param pauseMillis since the blow before, at least
 * @param second who is struck beside the first, where two are
 * @param phaseMillis between the moment that is waited for and the blow
 * @param holdMillis how long the victim stays down, or the fault lasts
 */
record PlannedBlow(
        int number,
        long pauseMillis,
        Blow blow,
        VictimName second,
        long phaseMillis,
        long holdMillis) {

    @Override
    public String toString() {
        String also = blow.kind() == Blow.Kind.TWO ? " and " + second.words() : "";
        return String.format(
                Locale.ROOT,
                "%4d  +%.1f s  %s%s (phase %d ms, for %d ms)",
                number,
                pauseMillis / 1_000.0,
                blow.words(),
                also,
                phaseMillis,
                holdMillis);
    }
}
