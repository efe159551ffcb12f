package io.millrace.control.run;

import io.millrace.control.progress.Meter;
import io.millrace.flink.market.MarketProgress;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** Shows how far a running job has come: rows, rows per second and the time that is left. */
final class Progress {

    private final PrintWriter terminal;

    Progress(PrintWriter terminal) {
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
        return await(job, unit, rows, 0);
    }

    /**
     * The same for a job that goes on.
     *
     * @param before rows that were read before it began
     */
    JobExecutionResult await(JobClient job, String unit, long rows, long before)
            throws ExecutionException, InterruptedException {
        CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
        try (Meter meter = Meter.of(terminal, "replay", unit, rows)) {
            while (true) {
                try {
                    JobExecutionResult done =
                            result.get(Meter.REFRESH.toMillis(), TimeUnit.MILLISECONDS);
                    meter.done(before + rowsRead(done.getAllAccumulatorResults(), rows - before));
                    return done;
                } catch (TimeoutException running) {
                    show(job, meter, before);
                }
            }
        }
    }

    private static void show(JobClient job, Meter meter, long before) throws InterruptedException {
        try {
            meter.at(before + rowsRead(job.getAccumulators().get(1, TimeUnit.SECONDS), 0));
        } catch (ExecutionException | TimeoutException | IllegalStateException notYetOrNoLonger) {
            // between start and end of a job there is nothing to ask; the next round shows more
        }
    }

    private static long rowsRead(Map<String, Object> accumulators, long otherwise) {
        return accumulators.get(MarketProgress.EVENTS_READ) instanceof Long read ? read : otherwise;
    }
}
