package io.millrace.connectors.feed;

import org.apache.flink.api.connector.source.SourceSplit;
import org.jspecify.annotations.Nullable;

/**
 * The whole of a feed and how far it was read.
 *
 * @param position absent while nothing has been read
 */
record FeedSplit(@Nullable String position) implements SourceSplit {

    @Override
    public String splitId() {
        return "feed";
    }
}
