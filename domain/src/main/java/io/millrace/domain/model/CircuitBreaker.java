package io.millrace.domain.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a server is worth asking: no more after so many failures within a window, until a probe
 * succeeds. It has no clock; whoever asks says what time it is.
 *
 * @param state what it does now
 * @param failuresMillis the failures within the window, oldest first
 * @param sinceMillis when it took this state, or when the last probe went out
 * @param settings when it opens and how often it probes
 */
public record CircuitBreaker(
        State state, List<Long> failuresMillis, long sinceMillis, Settings settings) {

    /** What a breaker does with a question. */
    public enum State {
        /** Lets every question through. */
        CLOSED,
        /** Lets none through; a probe decides. */
        OPEN,
        /** A probe is under way; nothing else goes through. */
        HALF_OPEN
    }

    /**
     * When a breaker opens and probes.
     *
     * @param failures that open it, at least 1
     * @param windowMillis within which they must fall
     * @param probeMillis between two probes while it is open
     */
    public record Settings(int failures, long windowMillis, long probeMillis)
            implements java.io.Serializable {

        /**
         * Refuses what could never open or close.
         *
         * @throws IllegalArgumentException naming the value and what was expected
         */
        public Settings {
            require(failures >= 1, "failures", failures, ">= 1");
            require(windowMillis >= 1, "window", windowMillis, ">= 1 ms");
            require(probeMillis >= 1, "probe", probeMillis, ">= 1 ms");
        }

        private static void require(boolean holds, String name, long actual, String expected) {
            if (!holds) {
                throw new IllegalArgumentException(
                        name + ": " + actual + " (expected: " + expected + ")");
            }
        }
    }

    /** Closed, with nothing held against the server. */
    public static CircuitBreaker closed(Settings settings) {
        return new CircuitBreaker(State.CLOSED, List.of(), Long.MIN_VALUE, settings);
    }

    public boolean isClosed() {
        return state == State.CLOSED;
    }

    /** The breaker after a probe has gone out. */
    public CircuitBreaker probed(long nowMillis) {
        return isClosed()
                ? this
                : new CircuitBreaker(State.HALF_OPEN, failuresMillis, nowMillis, settings);
    }

    /** The breaker after an answer, whatever it said: the server is there. */
    public CircuitBreaker succeeded() {
        return isClosed() && failuresMillis.isEmpty() ? this : closed(settings);
    }

    /** The breaker after a failure. */
    public CircuitBreaker failed(long nowMillis) {
        List<Long> recent = new ArrayList<>();
        for (Long failure : failuresMillis) {
            if (nowMillis - failure < settings.windowMillis()) {
                recent.add(failure);
            }
        }
        recent.add(nowMillis);
        if (isClosed() && recent.size() < settings.failures()) {
            return new CircuitBreaker(State.CLOSED, List.copyOf(recent), sinceMillis, settings);
        }
        // more than what opened it says nothing new, and is not kept
        int from = Math.max(0, recent.size() - settings.failures());
        long since = state == State.OPEN ? sinceMillis : nowMillis;
        return new CircuitBreaker(
                State.OPEN, List.copyOf(recent.subList(from, recent.size())), since, settings);
    }
}
