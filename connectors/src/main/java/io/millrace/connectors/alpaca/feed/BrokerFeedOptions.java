package io.millrace.connectors.alpaca.feed;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How an account is watched.
 *
 * @param sinceMillis at the very first start, fills after this instant of market time are told
 * @param snapshotMillis between two readings of the whole account when nothing happens
 * @param tickMillis between two ticks
 * @param realTime whether market time runs as fast as the wall clock, so that it is known between
 *     two readings of the broker's clock
 * @param nudge a file whose change asks for a snapshot at once; absent for none
 * @param wantedChannel the {@link io.millrace.connectors.feed.Feedback} channel by which the
 *     account asks for one; absent for none
 */
public record BrokerFeedOptions(
        long sinceMillis,
        long snapshotMillis,
        long tickMillis,
        boolean realTime,
        @Nullable String nudge,
        @Nullable String wantedChannel)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public BrokerFeedOptions {
        if (snapshotMillis < 1 || tickMillis < 1) {
            throw new IllegalArgumentException(
                    "snapshots and ticks every: "
                            + snapshotMillis
                            + " and "
                            + tickMillis
                            + " ms (expected: more than 0)");
        }
    }

    /** A snapshot every 30 s, a tick every 250 ms, nobody who asks for more. */
    public static BrokerFeedOptions since(long millis, boolean realTime) {
        return new BrokerFeedOptions(millis, 30_000, 250, realTime, null, null);
    }

    /** The same, with the two ways of asking for a snapshot. */
    public BrokerFeedOptions askedBy(@Nullable String file, @Nullable String channel) {
        return new BrokerFeedOptions(
                sinceMillis, snapshotMillis, tickMillis, realTime, file, channel);
    }

    /** The same with other intervals. */
    public BrokerFeedOptions every(long snapshot, long tick) {
        return new BrokerFeedOptions(sinceMillis, snapshot, tick, realTime, nudge, wantedChannel);
    }
}
