package io.millrace.control.live;

import io.millrace.control.CommandFailure;
import io.millrace.flink.observe.ProcessReporterFactory;
import io.millrace.observe.Health;
import io.millrace.observe.HealthCheck.Finding;
import io.millrace.observe.Metrics;
import io.millrace.observe.ObserveServer;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a live run shows of itself to whoever watches it, from its start to its end. */
final class LiveObservation implements AutoCloseable {

    private final RunPlace place;
    private final Metrics metrics;
    private final AtomicReference<@Nullable RunningJob> job;
    private final ObserveServer server;

    private LiveObservation(
            RunPlace place,
            Metrics metrics,
            AtomicReference<@Nullable RunningJob> job,
            ObserveServer server) {
        this.place = place;
        this.metrics = metrics;
        this.job = job;
        this.server = server;
    }

    /** Listens; the run's operators find the metrics under the name of the run. */
    static LiveObservation start(RunPlace place, int port) throws IOException {
        Instant since = Instant.now();
        Metrics metrics = Metrics.ofProcess();
        AtomicReference<@Nullable RunningJob> job = new AtomicReference<>();
        Health health =
                Health.of("run " + place.id())
                        .with("job", () -> running(job.get()))
                        .with("account", () -> said(place, since, LiveObservation::fresh))
                        .with("reconciled", () -> said(place, since, LiveObservation::reconciled))
                        .with("broker", () -> said(place, since, LiveObservation::reachable))
                        .with("feed", () -> said(place, since, LiveObservation::heard));
        ObserveServer server;
        try {
            server = ObserveServer.onLoopback(port, health, metrics);
        } catch (IOException taken) {
            metrics.close();
            throw CommandFailure.usage(
                    "--observe-port: " + port + " (expected: a free one; " + taken + ")");
        }
        ProcessReporterFactory.keep(place.id(), metrics);
        return new LiveObservation(place, metrics, job, server);
    }

    URI uri() {
        return server.uri();
    }

    /** The job that health is about, as soon as there is one. */
    void watch(RunningJob started) {
        job.set(started);
    }

    @Override
    public void close() {
        server.close();
        ProcessReporterFactory.release(place.id());
        metrics.close();
    }

    private static Finding running(@Nullable RunningJob job) throws Exception {
        return job == null ? Finding.failed("not started yet") : job.standing();
    }

    private static Finding said(RunPlace place, Instant since, Function<RunStatus, Finding> about) {
        return place.status()
                .filter(status -> Instant.parse(status.wallTime()).isAfter(since))
                .map(about)
                .orElseGet(() -> Finding.failed("the account has said nothing yet"));
    }

    private static Finding fresh(RunStatus status) {
        return Finding.of(
                status.isFresh(),
                "spoke at " + status.wallTime(),
                "silent since " + status.wallTime());
    }

    private static Finding reconciled(RunStatus status) {
        return Finding.of(
                status.reconciled(),
                "agrees with the broker's record",
                "does not agree with the broker's record; no entries until it does");
    }

    private static Finding reachable(RunStatus status) {
        return Finding.of(status.brokerReachable(), "answers", "counts as unreachable");
    }

    private static Finding heard(RunStatus status) {
        return Finding.of(
                !status.feedSilent(), "heard, or not in session", "bars are missing in a session");
    }
}
