package io.millrace.broker.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The account's worth at every instant that the tape has published. */
public final class EquityCurve {

    /** One point of the curve. */
    public record Point(long atMillis, double equity) {}

    private final List<Point> points = new ArrayList<>();
    private final Holdings then;
    private int applied;

    EquityCurve(BigDecimal cash) {
        this.then = new Holdings(cash);
    }

    /** All points, the oldest first. */
    public List<Point> points() {
        return List.copyOf(points);
    }

    /**
     * Adds the point of an instant, with the fills that had happened by then: after a restart the
     * desk is already further than the tape.
     */
    void add(long atMillis, Desk desk) {
        List<Execution> all = desk.executions();
        while (applied < all.size() && all.get(applied).atMillis() <= atMillis) {
            then.apply(all.get(applied++));
        }
        BigDecimal equity =
                then.equity(
                        symbol ->
                                Objects.requireNonNullElse(
                                        desk.marks().last(symbol), BigDecimal.ZERO));
        points.add(new Point(atMillis, equity.doubleValue()));
    }
}
