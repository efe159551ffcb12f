package io.millrace.connectors.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tells pairs of numbers, 1 and 2, then 3 and 4, each pair at its instant, up to a last one. */
final class CountingFeed implements Feed<Long> {

    private static final long serialVersionUID = 1L;

    private final long last;
    private final boolean breaks;

    CountingFeed(long last, boolean breaks) {
        this.last = last;
        this.breaks = breaks;
    }

    /** Pairs handed over so far by any session, since the JVM started. */
    static final AtomicLong HANDED = new AtomicLong();

    @Override
    public FeedSession open(@Nullable String position, FeedOutput<Long> output) {
        long from = position == null ? 0 : Long.parseLong(position);
        return new FeedSession() {
            @Override
            public void run() throws Exception {
                for (long pair = from + 2; pair <= last; pair += 2) {
                    List<Long> both = new ArrayList<>(List.of(pair - 1, pair));
                    output.hand(new FeedBatch<>(both, pair, pair, Long.toString(pair)));
                    output.count("pairs");
                    HANDED.incrementAndGet();
                }
                if (breaks) {
                    throw new IllegalStateException("planted");
                }
            }

            @Override
            public void close() {}
        };
    }
}
