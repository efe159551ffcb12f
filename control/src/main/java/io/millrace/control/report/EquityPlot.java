package io.millrace.control.report;

import io.millrace.control.report.RunReport.EquityMark;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The equity curve and its drawdown with few enough points to draw, from which no peak, trough or
 * deepest drawdown is missing.
 *
 * @param points in the order of time
 * @param deepest the point of the deepest drawdown, or -1 where equity never fell
 */
record EquityPlot(List<Point> points, int deepest) {

    /** More than a screen can show and few enough for a smooth zoom. */
    static final int LIMIT = 20_000;

    /** First, last, lowest, highest and deepest point of a stretch. */
    private static final int KEPT_PER_STRETCH = 5;

    /**
     * One point of both curves.
     *
     * @param drawdown 0 at a peak and negative below it, as a fraction of the peak
     */
    record Point(long atMillis, double equity, double drawdown) {}

    static EquityPlot of(List<EquityMark> marks, int limit) {
        List<Point> all = withDrawdown(marks);
        List<Point> points = all.size() <= limit ? all : thinned(all, limit);
        return new EquityPlot(points, deepest(points));
    }

    private static List<Point> withDrawdown(List<EquityMark> marks) {
        List<Point> points = new ArrayList<>(marks.size());
        double peak = Double.NEGATIVE_INFINITY;
        for (EquityMark mark : marks) {
            peak = Math.max(peak, mark.equity());
            double drawdown = peak > 0 ? mark.equity() / peak - 1 : 0;
            points.add(new Point(mark.atMillis(), mark.equity(), drawdown));
        }
        return points;
    }

    private static List<Point> thinned(List<Point> all, int limit) {
        int stretches = Math.max(1, limit / KEPT_PER_STRETCH);
        List<Point> kept = new ArrayList<>(limit);
        for (int stretch = 0; stretch < stretches; stretch++) {
            int from = (int) ((long) all.size() * stretch / stretches);
            int to = (int) ((long) all.size() * (stretch + 1) / stretches);
            for (int index : extremes(all, from, to)) {
                kept.add(all.get(index));
            }
        }
        return kept;
    }

    private static TreeSet<Integer> extremes(List<Point> all, int from, int to) {
        TreeSet<Integer> extremes = new TreeSet<>();
        if (from == to) {
            return extremes;
        }
        int lowest = from;
        int highest = from;
        int deepest = from;
        for (int i = from; i < to; i++) {
            Point point = all.get(i);
            lowest = point.equity() < all.get(lowest).equity() ? i : lowest;
            highest = point.equity() > all.get(highest).equity() ? i : highest;
            deepest = point.drawdown() < all.get(deepest).drawdown() ? i : deepest;
        }
        extremes.addAll(
                List.of(from, lowest, highest, deepest, to - 1).stream().distinct().toList());
        return extremes;
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
