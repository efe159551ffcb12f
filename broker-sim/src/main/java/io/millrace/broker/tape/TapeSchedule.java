package io.millrace.broker.tape;

import io.millrace.connectors.files.Tape;

/**
 * When each instant of a tape is due, counted from the first one: a function of the instants and
 * the speed alone, so that a process that starts again knows what it missed.
 *
 * <p>While nothing is traded for longer than two bars, as over a night or a weekend, at most one
 * second passes.
 *
 * @param speed market seconds per second; infinite where no time is to pass
 * @param barMillis the length of the tape's bars
 */
public record TapeSchedule(double speed, long barMillis) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final long LONGEST_GAP_NANOS = 1_000_000_000L;

    public TapeSchedule {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed: " + speed + " (expected: > 0)");
        }
        if (barMillis <= 0) {
            throw new IllegalArgumentException("barMillis: " + barMillis + " (expected: > 0)");
        }
    }

    /** The schedule of a tape. */
    public static TapeSchedule of(Tape tape, double speed) {
        return new TapeSchedule(speed, TapeInstants.barMillis(tape));
    }

    /** Whether time passes between instants. */
    public boolean isPaced() {
        return speed < Double.POSITIVE_INFINITY;
    }

    /** How long after one instant the next one is due. */
    public long stepNanos(long fromMillis, long toMillis) {
        if (!isPaced()) {
            return 0;
        }
        long gap = Math.subtractExact(toMillis, fromMillis);
        long nanos = Math.round(gap * NANOS_PER_MILLI / speed);
        return gap > 2 * barMillis ? Math.min(nanos, LONGEST_GAP_NANOS) : nanos;
    }

    /** How much market time passes while so much time does. */
    public long marketMillis(long wallMillis) {
        return isPaced() ? (long) (Math.max(0, wallMillis) * speed) : 0;
    }
}
