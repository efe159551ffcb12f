package io.millrace.domain.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which model answers, between two event times.
 *
 * @param fromMillis end of the first bar that it answers for
 * @param untilMillis end of the first bar that is too late for it: it has expired
 * @param candidate asked beside the active model and compared with it; absent: none
 * @param canaryShare share of symbols, 0 to 1, for which the candidate's answer counts; 0 makes it
 *     a shadow
 */
public record ModelPointer(
        long fromMillis,
        long untilMillis,
        ModelRef active,
        @Nullable ModelRef candidate,
        double canaryShare)
        implements Serializable {

    /** Until further notice. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * Refuses an empty span, and a share of nothing or of more than everything.
     *
     * @throws IllegalArgumentException naming the value and what was expected
     */
    public ModelPointer {
        if (untilMillis <= fromMillis) {
            throw new IllegalArgumentException(
                    "until: " + untilMillis + " (expected: after " + fromMillis + ")");
        }
        if (!(canaryShare >= 0 && canaryShare <= 1)) {
            throw new IllegalArgumentException(
                    "canary share: " + canaryShare + " (expected: 0 to 1)");
        }
        if (canaryShare > 0 && candidate == null) {
            throw new IllegalArgumentException(
                    "canary share: " + canaryShare + " (expected: 0 without a candidate)");
        }
    }

    /** One model alone, from the start and for ever. */
    public static ModelPointer always(ModelRef active) {
        return new ModelPointer(Long.MIN_VALUE, NEVER, active, null, 0);
    }

    public boolean isExpiredAt(long atMillis) {
        return atMillis >= untilMillis;
    }

    /** Whether the candidate's answer is the one that counts for the symbol. */
    public boolean isCanary(String symbol) {
        ModelRef other = candidate;
        return other != null && Rollout.place(symbol, other) < canaryShare;
    }
}
