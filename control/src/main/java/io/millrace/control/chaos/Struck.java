package io.millrace.control.chaos;

import org.jspecify.annotations.Nullable;

/**
 * One blow that fell.
 *
 * @param atMillis since the campaign's first moment
 * @param seen what lay open when it fell
 * @param inFlight whether an order was on its way at that very moment: taken, its answer held back
 * @param recoveryMillis until everybody struck was back; absent if that never came
 */
record Struck(
        PlannedBlow planned,
        long atMillis,
        Sight seen,
        boolean inFlight,
        @Nullable Long recoveryMillis) {}
