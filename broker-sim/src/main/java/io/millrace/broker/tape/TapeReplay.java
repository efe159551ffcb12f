package io.millrace.broker.tape;

import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a tape on a thread of its own, each instant when the schedule says.
 *
 * <p>The schedule hangs on one anchor, the wall-clock time of the first instant. A process that
 * knows the anchor of the one before it publishes at once what was due meanwhile and goes on.
 */
public final class TapeReplay implements MarketClock, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TapeReplay.class);
    private static final long LONGEST_NAP_MILLIS = 50;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final TapeSchedule schedule;
    private final InstantSource wall;
    private final TapeInstants instants;
    private final List<MarketListener> listeners = new CopyOnWriteArrayList<>();
    private final List<LongConsumer> anchorListeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch unpacedMayGoOn = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong toldMillis = new AtomicLong(Long.MIN_VALUE);
    private final @Nullable TapeInstant first;

    private volatile Beat beat;
    private @Nullable Thread thread;
    private volatile @Nullable Long anchor;

    /**
     * Where the replay is.
     *
     * @param atMillis the last published instant
     * @param dueMillis when it was due, wall clock
     * @param nextMillis the next instant; the same where none is known
     */
    private record Beat(long atMillis, long dueMillis, long nextMillis, boolean over) {}

    /** A replay that has not begun; its clock stands at the start of the first bar. */
    public TapeReplay(Tape tape, TapeSchedule schedule, InstantSource wall) {
        this.schedule = schedule;
        this.wall = wall;
        instants = new TapeInstants(tape, TapeOptions.standard());
        first = read();
        long begins =
                first == null
                        ? tape.files().get(0).firstMillis()
                        : first.bars().get(0).startMillis();
        beat = new Beat(begins, 0, begins, first == null);
    }

    /** Adds a listener, after those that are there; only before the replay begins. */
    public void listen(MarketListener listener) {
        listeners.add(listener);
    }

    /** Adds somebody who is told the anchor before the first instant is published. */
    public void whenAnchored(LongConsumer listener) {
        anchorListeners.add(listener);
    }

    /** Begins now, unless the replay has begun; one that was resumed unpaced goes on. */
    public void start() {
        begin(wall.millis(), Long.MIN_VALUE);
        unpacedMayGoOn.countDown();
    }

    /**
     * Goes on where an earlier process was: publishes at once everything that it published or that
     * was due since. Without pace the rest then waits for {@link #start()}, because whoever
     * listened to the earlier process is not there yet.
     *
     * @param anchorMillis wall-clock time of the first instant
     * @param publishedMillis the last instant that the earlier process published
     */
    public void resume(long anchorMillis, long publishedMillis) {
        begin(anchorMillis, publishedMillis);
    }

    /**
     * Waits until everything is published that an earlier process may have published: until then
     * time is behind what the market has seen. Returns as well when the replay fails or is closed.
     */
    public void awaitCaughtUp() throws InterruptedException {
        caughtUp.await();
    }

    /** Wall-clock time of the first instant, once the replay has begun. */
    public OptionalLong anchorMillis() {
        Long known = anchor;
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    @Override
    public long nowMillis() {
        Beat now = beat;
        long passed = anchor == null ? 0 : schedule.marketMillis(wall.millis() - now.dueMillis());
        long between = Math.min(now.atMillis() + passed, now.nextMillis() - 1);
        return toldMillis.accumulateAndGet(Math.max(now.atMillis(), between), Math::max);
    }

    @Override
    public boolean isOver() {
        return beat.over();
    }

    /** Waits for the end of the tape; false when it does not come in time. */
    public boolean awaitEnd(long limitMillis) throws InterruptedException {
        return ended.await(limitMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closing.countDown();
        caughtUp.countDown();
        Thread running = running();
        if (running == null) {
            closeTape();
            return;
        }
        try {
            running.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread running() {
        return thread;
    }

    private synchronized void begin(long anchorMillis, long publishedMillis) {
        if (thread != null || closing.getCount() == 0) {
            return;
        }
        anchorListeners.forEach(listener -> listener.accept(anchorMillis));
        beat = new Beat(beat.atMillis(), anchorMillis, beat.nextMillis(), beat.over());
        anchor = anchorMillis;
        // determinism: publishes by the wall clock, outside of any decision
        thread = new Thread(() -> run(anchorMillis, publishedMillis), "tape"); // determinism: above
        thread.setDaemon(true);
        thread.start();
    }

    private void run(long anchorMillis, long publishedMillis) {
        try {
            replay(anchorMillis, publishedMillis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            LOG.error("the replay has failed; time stands still", broken);
        } finally {
            caughtUp.countDown();
            closeTape();
        }
    }

    private void replay(long anchorMillis, long publishedMillis) throws InterruptedException {
        long begunMillis = wall.millis();
        long offsetNanos = 0;
        TapeInstant instant = first;
        while (instant != null) {
            long due = anchorMillis + offsetNanos / NANOS_PER_MILLI;
            boolean mayHaveBeenSeen = schedule.isPaced() && due <= begunMillis;
            if (instant.atMillis() > publishedMillis && !mayHaveBeenSeen) {
                caughtUp.countDown();
            }
            if (instant.atMillis() > publishedMillis && !awaitTurn(due)) {
                return;
            }
            TapeInstant next = read();
            long nextMillis = next == null ? instant.atMillis() : next.atMillis();
            beat = new Beat(instant.atMillis(), due, nextMillis, false);
            for (MarketListener listener : listeners) {
                listener.onInstant(instant.atMillis(), instant.bars(), instant.trades());
            }
            offsetNanos += schedule.stepNanos(instant.atMillis(), nextMillis);
            instant = next;
        }
        beat = new Beat(beat.atMillis(), beat.dueMillis(), beat.atMillis(), true);
        for (MarketListener listener : listeners) {
            listener.onEnd(beat.atMillis());
        }
        ended.countDown();
    }

    /** Waits until an instant is due; false when the replay is closed. */
    private boolean awaitTurn(long dueMillis) throws InterruptedException {
        while (closing.getCount() > 0) {
            long left = dueMillis - wall.millis();
            long nap = Math.min(Math.max(left, 1), LONGEST_NAP_MILLIS);
            if (schedule.isPaced()) {
                if (left <= 0) {
                    return true;
                }
                if (closing.await(nap, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            } else if (unpacedMayGoOn.await(LONGEST_NAP_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable TapeInstant read() {
        try {
            return instants.next();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void closeTape() {
        try {
            instants.close();
        } catch (IOException harmless) {
            LOG.warn("the tape could not be closed", harmless);
        }
    }
}
