package io.millrace.domain.alpha;

/**
 * What an alpha's latest insight says, and until when.
 *
 * @param closesAtMillis last instant at which it counts
 */
public record Stance(Direction direction, long closesAtMillis) {

    private static final Stance NONE = new Stance(Direction.FLAT, Long.MIN_VALUE);

    /** No insight at all. */
    public static Stance none() {
        return NONE;
    }

    /** What still counts at that instant: the direction, or flat once the insight has expired. */
    public Direction at(long atMillis) {
        return closesAtMillis < atMillis ? Direction.FLAT : direction;
    }
}
