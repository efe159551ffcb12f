package io.millrace.control.cluster;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command about one job.
 *
 * @param id that it runs as, or ran as
 * @param parallelism that it was started with
 * @param jar that it was started with
 * @param from savepoint that it was started from
 * @param savepoint that was taken
 * @param downMillis between the order to stop and all tasks running
 * @param rollback why the new jar does not run and the one before does
 */
record JobReport(
        String job,
        String id,
        @Nullable Integer parallelism,
        @Nullable String jar,
        @Nullable String from,
        @Nullable String savepoint,
        @Nullable Long downMillis,
        @Nullable String rollback) {

    static JobReport of(String job, String id) {
        return new JobReport(job, id, null, null, null, null, null, null);
    }

    static JobReport of(Submission submission, String id) {
        return new JobReport(
                submission.job(),
                id,
                submission.parallelism(),
                submission.jar(),
                null,
                null,
                null,
                null);
    }

    JobReport from(@Nullable String place) {
        return new JobReport(job, id, parallelism, jar, place, savepoint, downMillis, rollback);
    }

    JobReport savedTo(String place) {
        return new JobReport(job, id, parallelism, jar, from, place, downMillis, rollback);
    }

    JobReport down(long nanos) {
        return new JobReport(
                job,
                id,
                parallelism,
                jar,
                from,
                savepoint,
                Duration.ofNanos(nanos).toMillis(),
                rollback);
    }

    JobReport rolledBackBecause(String why) {
        return new JobReport(job, id, parallelism, jar, from, savepoint, downMillis, why);
    }

    boolean isRolledBack() {
        return rollback != null;
    }

    /** What to tell when the new one does not run. */
    String refusal() {
        return job
                + ": was rolled back and runs as before as "
                + id
                + ", because: "
                + (rollback == null ? "it runs" : rollback);
    }

    /** For {@code --json}; what does not apply is left out. */
    Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("job", job);
        all.put("id", id);
        put(all, "parallelism", parallelism);
        put(all, "jar", jar);
        put(all, "from_savepoint", from);
        put(all, "savepoint", savepoint);
        put(all, "down_ms", downMillis);
        put(all, "rolled_back", rollback);
        return all;
    }

    /** For people: a line for each thing that is known. */
    void print(PrintWriter out) {
        line(out, "job", job);
        line(out, "id", id);
        line(out, "parallelism", parallelism);
        line(out, "jar", jar);
        line(out, "from", from);
        line(out, "savepoint", savepoint);
        if (downMillis != null) {
            line(out, "down", String.format(Locale.ROOT, "%.1f s", downMillis / 1000.0));
        }
    }

    private static void line(PrintWriter out, String name, @Nullable Object value) {
        if (value != null) {
            out.printf("  %-13s %s%n", name, value);
        }
    }

    private static void put(Map<String, Object> all, String key, @Nullable Object value) {
        if (value != null) {
            all.put(key, value);
        }
    }
}
