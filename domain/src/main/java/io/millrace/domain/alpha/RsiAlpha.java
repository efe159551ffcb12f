package io.millrace.domain.alpha;

import java.util.Optional;

/**
 * Lean's RSI alpha: expects a rise when the index falls below the oversold mark and a fall when it
 * rises above the overbought one. It speaks when it changes zone, and leaves a zone only when the
 * index has come back by the tolerance.
 */
public record RsiAlpha(Zone zone) {

    /** Bars for which its insights count. */
    public static final int PERIOD = 14;

    /** Where the index was last. */
    public enum Zone {
        MIDDLE,
        TRIPPED_LOW,
        TRIPPED_HIGH
    }

    /**
     * The marks; a value on a mark has not crossed it.
     *
     * @param oversold below it the index is low
     * @param overbought above it the index is high
     * @param tolerance points beyond a mark at which a tripped zone ends
     */
    public record Marks(double oversold, double overbought, double tolerance)
            implements java.io.Serializable {}

    public static RsiAlpha start() {
        return new RsiAlpha(Zone.MIDDLE);
    }

    /** What it says about a reading of the index; nothing while the zone stays the same. */
    public Optional<Direction> says(double rsi, Marks marks) {
        Zone next = zoneAt(rsi, marks);
        if (next == zone) {
            return Optional.empty();
        }
        return switch (next) {
            case TRIPPED_LOW -> Optional.of(Direction.UP);
            case TRIPPED_HIGH -> Optional.of(Direction.DOWN);
            case MIDDLE -> Optional.empty();
        };
    }

    public RsiAlpha next(double rsi, Marks marks) {
        Zone next = zoneAt(rsi, marks);
        return next == zone ? this : new RsiAlpha(next);
    }

    private Zone zoneAt(double rsi, Marks marks) {
        if (rsi > marks.overbought()) {
            return Zone.TRIPPED_HIGH;
        }
        if (rsi < marks.oversold()) {
            return Zone.TRIPPED_LOW;
        }
        boolean recovered =
                switch (zone) {
                    case TRIPPED_LOW -> rsi > marks.oversold() + marks.tolerance();
                    case TRIPPED_HIGH -> rsi < marks.overbought() - marks.tolerance();
                    case MIDDLE -> false;
                };
        return recovered ? Zone.MIDDLE : zone;
    }
}
