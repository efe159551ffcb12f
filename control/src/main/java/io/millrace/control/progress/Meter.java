package io.millrace.control.progress;

import io.millrace.control.Terminal;
import java.io.PrintWriter;
import java.time.Duration;

/** Shows how far something has come: rows, rows per second and the time that is left. */
public interface Meter extends AutoCloseable {

    /** How often it is worth to ask for news. */
    Duration REFRESH = Duration.ofMillis(250);

    /**
     * A bar on a terminal, and a plain line now and then elsewhere.
     *
     * @param expected rows, as good as they are known
     */
    static Meter of(PrintWriter err, String task, String unit, long expected) {
        return Terminal.showsProgress()
                ? new BarMeter(err, task, unit, expected)
                : new PlainMeter(err, task, unit, expected, System::nanoTime);
    }

    /** Shows that so many rows are read. */
    void at(long rows);

    /** Shows that all of them are. */
    void done(long rows);

    @Override
    void close();
}
