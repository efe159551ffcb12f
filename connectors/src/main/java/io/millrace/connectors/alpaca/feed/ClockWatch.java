package io.millrace.connectors.alpaca.feed;

import io.millrace.connectors.broker.Broker;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the broker's clock once a second on a thread of its own: a broker that does not answer must
 * not keep the account from hearing anything else.
 */
final class ClockWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final long EVERY_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 5_000;
    private static final long SKEW_MILLIS = 2_000;

    /** What was read, and when. */
    private record Reading(long marketMillis, long nanos) {}

    private final Broker broker;
    private final boolean realTime;
    private final boolean checksHost;
    private final AtomicInteger failures = new AtomicInteger();
    private final Thread thread;
    private volatile Reading last = new Reading(0, 0);
    private boolean skewed;
    private long told;

    /**
     * A watch that does not run yet.
     *
     * @param checksHost whether this machine's clock is expected to show the same
     */
    ClockWatch(Broker broker, boolean realTime, boolean checksHost) {
        this.broker = broker;
        this.realTime = realTime;
        this.checksHost = checksHost;
        thread = new Thread(this::watch, "broker-clock");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Market time, which never goes back; 0 while it was never read. */
    long marketMillis() {
        Reading reading = last;
        long millis = reading.marketMillis();
        if (millis > 0 && realTime) {
            millis += TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - reading.nanos());
        }
        told = Math.max(told, millis);
        return told;
    }

    /** Whether a reading has failed since this was asked last. */
    boolean hasFailed() {
        return failures.getAndSet(0) > 0;
    }

    @Override
    public void close() {
        thread.interrupt();
        broker.close();
    }

    private void watch() {
        long pause = EVERY_MILLIS;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    last = new Reading(broker.clockMillis(), System.nanoTime());
                    pause = EVERY_MILLIS;
                    checkHost();
                } catch (IOException e) {
                    failures.incrementAndGet();
                    pause = Math.min(LONGEST_MILLIS, pause * 2);
                    LOG.warn("the broker's clock: {}", e.getMessage());
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkHost() {
        long skew = System.currentTimeMillis() - last.marketMillis();
        boolean now = checksHost && Math.abs(skew) > SKEW_MILLIS;
        if (now && !skewed) {
            LOG.warn("this machine's clock differs from the broker's by {} ms", skew);
        }
        skewed = now;
    }
}
