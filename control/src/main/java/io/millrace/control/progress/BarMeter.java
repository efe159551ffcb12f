package io.millrace.control.progress;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress for a terminal: a bar that is drawn over itself. */
final class BarMeter implements Meter {

    private static final int COLUMNS = 79;

    private final ProgressBar bar;

    BarMeter(PrintWriter terminal, String task, String unit, long expected) {
        bar =
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setUnit(" " + unit, 1)
                        .setInitialMax(expected)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setUpdateIntervalMillis((int) REFRESH.toMillis())
                        .setConsumer(new Line(terminal))
                        .showSpeed()
                        .build();
    }

    @Override
    public void at(long rows) {
        bar.stepTo(rows);
    }

    @Override
    public void done(long rows) {
        bar.maxHint(rows);
        bar.stepTo(rows);
    }

    @Override
    public void close() {
        bar.close();
    }

    /** The line of the terminal that is written over and over. */
    private record Line(PrintWriter terminal) implements ProgressBarConsumer {

        @Override
        public int getMaxRenderedLength() {
            return COLUMNS;
        }

        @Override
        public void accept(String rendered) {
            terminal.print('\r' + rendered);
            terminal.flush();
        }

        @Override
        public void close() {
            terminal.println();
        }
    }
}
