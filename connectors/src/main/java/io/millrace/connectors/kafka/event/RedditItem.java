package io.millrace.connectors.kafka.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post or a comment on Reddit.
 *
 * @param redditId Reddit's own name of it, such as {@code t3_abc123}
 * @param parentId what a comment answers; absent for a post
 * @param subreddit without {@code r/}
 * @param author absent when deleted
 * @param title of a post; absent for a comment
 * @param body empty for a post that is only a link
 * @param score votes up minus votes down when it was collected
 * @param knownAtMillis when the collection that holds it could be read: no feature may use it
 *     earlier
 * @param mentions tickers that it names, in order of appearance
 */
public record RedditItem(
        String redditId,
        @Nullable String parentId,
        String subreddit,
        @Nullable String author,
        @Nullable String title,
        String body,
        int score,
        long createdAtMillis,
        long knownAtMillis,
        List<String> mentions) {

    /** Whether it is a comment and not a post. */
    public boolean isComment() {
        return parentId != null;
    }
}
