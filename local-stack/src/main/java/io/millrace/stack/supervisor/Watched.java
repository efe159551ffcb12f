package io.millrace.stack.supervisor;

import io.millrace.stack.server.Deadline;
import io.millrace.stack.server.Server;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One server under supervision: when it is launched, asked, given up and launched again. */
final class Watched {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STARTING_LOOK = Duration.ofMillis(200);
    private static final Duration HEALTHY_LOOK = Duration.ofSeconds(2);

    private final Server server;
    private volatile Health health = Health.WAITING;
    private boolean wasLaunched;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile String trouble = "";
    private Duration pause = FIRST_PAUSE;
    private Deadline nextStep = Deadline.in(Duration.ZERO);
    private @Nullable Deadline answerBy;

    Watched(Server server) {
        this.server = server;
    }

    /** Does what is due now. */
    void step(Predicate<String> isHealthy) {
        if (health != Health.WAITING && health != Health.FAILED && !server.isAlive()) {
            fail("ended");
        }
        if (!nextStep.isOver()) {
            return;
        }
        switch (health) {
            case WAITING, FAILED -> {
                if (server.needs().stream().allMatch(isHealthy)) {
                    launch();
                }
            }
            case STARTING, SILENT, HEALTHY -> look();
        }
    }

    Health health() {
        return health;
    }

    Server server() {
        return server;
    }

    ServerStatus status() {
        return new ServerStatus(
                server.name(),
                server.pid().isPresent() ? server.pid().getAsLong() : null,
                server.address(),
                health,
                restarts.get(),
                server.log().toString(),
                trouble);
    }

    private void launch() {
        if (wasLaunched) {
            restarts.incrementAndGet();
        }
        wasLaunched = true;
        try {
            server.launch();
            health = Health.STARTING;
            answerBy = Deadline.in(server.patience());
            nextStep = Deadline.in(STARTING_LOOK);
        } catch (RuntimeException refused) {
            fail(String.valueOf(refused.getMessage()));
        }
    }

    private void look() {
        if (server.isHealthy()) {
            health = Health.HEALTHY;
            pause = FIRST_PAUSE;
            answerBy = null;
            nextStep = Deadline.in(HEALTHY_LOOK);
            return;
        }
        if (health == Health.HEALTHY) {
            health = Health.SILENT;
        }
        if (answerBy == null) {
            answerBy = Deadline.in(server.patience());
        }
        nextStep = Deadline.in(STARTING_LOOK);
        if (answerBy.isOver()) {
            server.kill();
            fail("did not answer for " + server.patience().toSeconds() + " s");
        }
    }

    private void fail(String why) {
        health = Health.FAILED;
        trouble = why;
        answerBy = null;
        nextStep = Deadline.in(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
