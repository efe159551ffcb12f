package io.millrace.broker.data;

import java.util.List;

/**
 * What the market data API allows.
 *
 * @param feeds the stock feeds that there are, by their last path element; all say the same
 * @param connectionLimit sockets per feed; 0 for any number
 * @param symbolLimit symbols per socket; 0 for any number
 * @param authMillis how long a client may take to say who it is
 * @param queueFrames frames that wait for a client before the replay waits too
 * @param patienceMillis how long the replay waits for a client before it is cut off
 * @param requestsPerMinute HTTP requests of all clients together
 */
public record FeedOptions(
        List<String> feeds,
        int connectionLimit,
        int symbolLimit,
        long authMillis,
        int queueFrames,
        long patienceMillis,
        int requestsPerMinute) {

    public FeedOptions {
        feeds = List.copyOf(feeds);
    }

    /** No limits but those that protect the simulator. */
    public static FeedOptions standard() {
        return new FeedOptions(
                List.of("iex", "sip", "delayed_sip"), 0, 0, 10_000, 256, 10_000, 10_000);
    }
}
