package io.millrace.control.run;

import io.millrace.flink.market.MarketProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** Shows how far a running job has come: rows, rows per second and the time that is left. */
final class Progress {

    private static final Duration REFRESH = Duration.ofMillis(250);

    private final PrintStream terminal;

    Progress(PrintStream terminal) {
        this.terminal = terminal;
    }

    /**
     * Waits for the job and shows its progress.
     *
     * @param rows rows of the tape, as good as they are known
     * @throws ExecutionException when the job fails
     */
    JobExecutionResult await(JobClient job, String unit, long rows)
            throws ExecutionException, InterruptedException {
        CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
        try (ProgressBar bar = bar(unit, rows)) {
            while (true) {
                try {
                    JobExecutionResult done = result.get(REFRESH.toMillis(), TimeUnit.MILLISECONDS);
                    bar.maxHint(rowsRead(done.getAllAccumulatorResults(), rows));
                    bar.stepTo(rowsRead(done.getAllAccumulatorResults(), rows));
                    return done;
                } catch (TimeoutException running) {
                    show(job, bar);
                }
            }
        }
    }

    private static void show(JobClient job, ProgressBar bar) throws InterruptedException {
        try {
            bar.stepTo(rowsRead(job.getAccumulators().get(1, TimeUnit.SECONDS), bar.getCurrent()));
        } catch (ExecutionException | TimeoutException | IllegalStateException notYetOrNoLonger) {
            // between start and end of a job there is nothing to ask; the next round shows more
        }
    }

    private static long rowsRead(Map<String, Object> accumulators, long otherwise) {
        return accumulators.get(MarketProgress.EVENTS_READ) instanceof Long read ? read : otherwise;
    }

    private ProgressBar bar(String unit, long rows) {
        // the launcher looks: a console object no longer tells whether stderr is a terminal
        boolean interactive = Boolean.getBoolean("millrace.terminal");
        return new ProgressBarBuilder()
                .setTaskName("replay")
                .setUnit(" " + unit, 1)
                .setInitialMax(rows)
                .setStyle(
                        interactive
                                ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
                                : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis((int) (interactive ? REFRESH.toMillis() : 5_000))
                .setConsumer(new ConsoleProgressBarConsumer(terminal, interactive ? 100 : 80))
                .showSpeed()
                .build();
    }
}
