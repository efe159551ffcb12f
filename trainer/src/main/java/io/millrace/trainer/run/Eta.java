package io.millrace.trainer.run;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells a person how far a long run is: a plain line at each step, and now and then within one. */
final class Eta {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintWriter err;
    private final LongSupplier nanoClock;
    private final int steps;
    private final long startedNanos;
    private long toldNanos;
    private double doneHere;
    private int stepsDone;

    /** Starts now, with so many steps to go. */
    Eta(PrintWriter err, int steps, LongSupplier nanoClock) {
        this.err = err;
        this.steps = steps;
        this.nanoClock = nanoClock;
        startedNanos = nanoClock.getAsLong();
        toldNanos = startedNanos;
    }

    /** A step was found done, by a run before this one. */
    void found() {
        stepsDone++;
    }

    /** A step is over. */
    void done(String step, String outcome) {
        stepsDone++;
        doneHere++;
        tell(step + ": " + outcome, 0);
    }

    /** A part of a step is over; told when some seconds have passed. */
    void within(String step, int part, int of, String outcome) {
        if (nanoClock.getAsLong() - toldNanos >= EVERY_NANOS) {
            String text = "%s, round %d of at most %d: %s".formatted(step, part, of, outcome);
            tell(text, (double) part / of);
        }
    }

    private void tell(String text, double partOfStep) {
        toldNanos = nanoClock.getAsLong();
        double done = doneHere + partOfStep;
        double left = steps - stepsDone - partOfStep;
        long seconds = done == 0 ? 0 : Math.round((toldNanos - startedNanos) / 1e9 / done * left);
        err.printf(
                Locale.ROOT,
                "%s; %d of %d steps, ETA %d:%02d:%02d%n",
                text,
                stepsDone,
                steps,
                seconds / 3_600,
                seconds / 60 % 60,
                seconds % 60);
    }
}
