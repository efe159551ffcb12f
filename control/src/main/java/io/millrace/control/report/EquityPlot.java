package io.millrace.control.report;

import io.millrace.domain.report.Drawdowns;
import io.millrace.domain.report.ValueCurve;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The equity curve and its drawdown with few enough points to draw, from which no peak, trough or
 * deepest drawdown is missing.
 *
 * @param marks how many points there were
 * @param points in the order of time, one per instant
 * @param deepest index of the deepest drawdown, or -1 where equity never fell
 */
record EquityPlot(int marks, List<Point> points, int deepest) {

    /** More than a screen can show and few enough for a smooth zoom. */
    static final int LIMIT = 20_000;

    /** First, last, lowest, highest and deepest point of a stretch. */
    private static final int KEPT_PER_STRETCH = 5;

    /**
     * One point of both curves.
     *
     * @param drawdown 0 at a peak and negative below it, as a fraction of the peak
     */
    record Point(long atMillis, double equity, double drawdown) {

        Point lastingUntil(long laterMillis) {
            return new Point(laterMillis, equity, drawdown);
        }
    }

    static EquityPlot of(@Nullable ValueCurve curve, int limit) {
        List<Point> marks = curve == null ? List.of() : points(curve);
        List<Point> all = lasting(marks);
        List<Point> points = all.size() <= limit ? all : thinned(all, limit);
        return new EquityPlot(marks.size(), points, deepest(points));
    }

    private static List<Point> points(ValueCurve curve) {
        double[] underwater = Drawdowns.underwater(curve);
        List<Point> points = new ArrayList<>(curve.size());
        for (int i = 0; i < curve.size(); i++) {
            boolean superseded = i + 1 < curve.size() && curve.timeAt(i + 1) == curve.timeAt(i);
            if (!superseded) {
                points.add(new Point(curve.timeAt(i), curve.valueAt(i), 0 - underwater[i]));
            }
        }
        return points;
    }

    /**
     * Repeats a mark shortly before the next one where none is for longer than usual: the account
     * was worth the same until then, and a line between the two would show a slow change instead.
     */
    private static List<Point> lasting(List<Point> marks) {
        long usual = Long.MAX_VALUE;
        for (int i = 1; i < marks.size(); i++) {
            usual = Math.min(usual, marks.get(i).atMillis() - marks.get(i - 1).atMillis());
        }
        List<Point> points = new ArrayList<>(marks.size());
        for (int i = 0; i < marks.size(); i++) {
            points.add(marks.get(i));
            if (i + 1 < marks.size()) {
                long next = marks.get(i + 1).atMillis();
                if (next - marks.get(i).atMillis() > 2 * usual) {
                    points.add(marks.get(i).lastingUntil(next - usual));
                }
            }
        }
        return points;
    }

    private static List<Point> thinned(List<Point> all, int limit) {
        int stretches = Math.max(1, limit / KEPT_PER_STRETCH);
        List<Point> kept = new ArrayList<>(limit);
        for (int stretch = 0; stretch < stretches; stretch++) {
            int from = (int) ((long) all.size() * stretch / stretches);
            int to = (int) ((long) all.size() * (stretch + 1) / stretches);
            extremes(all, from, to).forEach(index -> kept.add(all.get(index)));
        }
        return kept;
    }

    /** The indices to keep of a stretch that is not empty. */
    private static Collection<Integer> extremes(List<Point> all, int from, int to) {
        int lowest = from;
        int highest = from;
        int deepest = from;
        for (int i = from; i < to; i++) {
            Point point = all.get(i);
            lowest = point.equity() < all.get(lowest).equity() ? i : lowest;
            highest = point.equity() > all.get(highest).equity() ? i : highest;
            deepest = point.drawdown() < all.get(deepest).drawdown() ? i : deepest;
        }
        return new TreeSet<>(List.of(from, lowest, highest, deepest, to - 1));
    }

    private static int deepest(List<Point> points) {
        int deepest = -1;
        double depth = 0;
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).drawdown() < depth) {
                depth = points.get(i).drawdown();
                deepest = i;
            }
        }
        return deepest;
    }
}
