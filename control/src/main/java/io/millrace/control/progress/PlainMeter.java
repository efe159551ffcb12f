package io.millrace.control.progress;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Progress for a pipe or a log: a plain line now and then, no control characters. */
final class PlainMeter implements Meter {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintWriter out;
    private final String task;
    private final String unit;
    private final long expected;
    private final LongSupplier nanoClock;
    private final long startedNanos;
    private long toldNanos;

    /**
     * A meter that starts now.
     *
     * @param expected rows, as good as they are known
     */
    PlainMeter(PrintWriter out, String task, String unit, long expected, LongSupplier nanoClock) {
        this.out = out;
        this.task = task;
        this.unit = unit;
        this.expected = expected;
        this.nanoClock = nanoClock;
        startedNanos = nanoClock.getAsLong();
        toldNanos = startedNanos;
    }

    @Override
    public void at(long rows) {
        long nowNanos = nanoClock.getAsLong();
        if (nowNanos - toldNanos < EVERY_NANOS) {
            return;
        }
        toldNanos = nowNanos;
        double rate = rate(rows, nowNanos);
        long all = Math.max(expected, rows);
        out.println(
                String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d %s (%d %%), %,.0f %s/s, %s",
                        task,
                        rows,
                        all,
                        unit,
                        all == 0 ? 100 : rows * 100 / all,
                        rate,
                        unit,
                        left(all - rows, rate)));
    }

    @Override
    public void done(long rows) {
        long nowNanos = nanoClock.getAsLong();
        out.println(
                String.format(
                        Locale.ROOT,
                        "%s: %,d %s in %.1f s, %,.0f %s/s",
                        task,
                        rows,
                        unit,
                        (nowNanos - startedNanos) / 1e9,
                        rate(rows, nowNanos),
                        unit));
    }

    @Override
    public void close() {
        out.flush();
    }

    private double rate(long rows, long nowNanos) {
        long nanos = nowNanos - startedNanos;
        return nanos == 0 ? 0 : rows * 1e9 / nanos;
    }

    private static String left(long rows, double rate) {
        if (rate == 0) {
            return "starting";
        }
        long seconds = (long) Math.ceil(rows / rate);
        return "ETA "
                + String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        seconds / 3_600,
                        seconds / 60 % 60,
                        seconds % 60);
    }
}
