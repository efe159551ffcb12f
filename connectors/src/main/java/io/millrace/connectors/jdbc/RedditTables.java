package io.millrace.connectors.jdbc;

import io.millrace.connectors.kafka.event.RedditItem;
import java.util.List;

/** Where posts and comments are kept, and which symbols they name. */
public final class RedditTables {

    private RedditTables() {}

    /**
     * A symbol in a post.
     *
     * @param item post or comment that names it
     */
    public record Mention(RedditItem item, String symbol) {}

    public static Table<RedditItem> posts() {
        return Table.of(
                "reddit_posts",
                List.of(
                        Column.text("post_id", RedditItem::redditId),
                        Column.time("ts", RedditItem::createdAtMillis)),
                List.of(
                        Column.time("known_at", RedditItem::knownAtMillis),
                        Column.text("kind", item -> item.isComment() ? "comment" : "post"),
                        Column.text("subreddit", RedditItem::subreddit),
                        Column.text("title", item -> item.title() == null ? "" : item.title()),
                        Column.text("body", RedditItem::body),
                        Column.whole("score", RedditItem::score)));
    }

    /** Leaves what has been said of the mention's sentiment as it is. */
    public static Table<Mention> mentions() {
        return Table.of(
                "reddit_mentions",
                List.of(
                        Column.text("post_id", mention -> mention.item().redditId()),
                        Column.text("symbol", Mention::symbol),
                        Column.time("ts", mention -> mention.item().createdAtMillis())),
                List.of(Column.time("known_at", mention -> mention.item().knownAtMillis())));
    }
}
