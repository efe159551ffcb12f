package io.millrace.control.live;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits for a run to say something. */
final class RunWatch {

    /** How long a command waits for the run before it says that it got no answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long PAUSE_MILLIS = 50;

    private final RunPlace place;
    private @Nullable RunStatus latest;

    RunWatch(RunPlace place) {
        this.place = place;
    }

    /** Whether the run says so before patience ends. */
    boolean until(Predicate<RunStatus> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        do {
            latest = place.status().orElse(latest);
            if (latest != null && wanted.test(latest)) {
                return true;
            }
            Thread.sleep(PAUSE_MILLIS);
        } while (System.nanoTime() < deadline && place.isRunning());
        return false;
    }

    /** What it said last; only after something was heard. */
    RunStatus latest() {
        return Objects.requireNonNull(latest);
    }
}
