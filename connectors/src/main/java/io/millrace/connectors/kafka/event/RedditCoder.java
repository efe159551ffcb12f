package io.millrace.connectors.kafka.event;

import io.millrace.avro.RedditEvent;
import io.millrace.avro.RedditKind;
import io.millrace.avro.Topic;
import java.time.Instant;
import java.util.List;

/**
 * {@code reddit.raw}: a post or a comment, under the first ticker that it names. Its event time is
 * when it could be known.
 */
public final class RedditCoder implements EventCoder<RedditItem, RedditEvent> {

    private static final long serialVersionUID = 1L;

    @Override
    public Topic topic() {
        return Topic.REDDIT_RAW;
    }

    @Override
    public Class<RedditEvent> event() {
        return RedditEvent.class;
    }

    /** What names no ticker is spread by its own name. */
    @Override
    public String key(RedditItem record) {
        return record.mentions().isEmpty() ? record.redditId() : record.mentions().get(0);
    }

    @Override
    public long atMillis(RedditItem record) {
        return record.knownAtMillis();
    }

    @Override
    public RedditEvent encode(RedditItem record) {
        Header header =
                Header.of(
                        topic(),
                        new Header.Id("reddit", record.redditId(), "", record.knownAtMillis(), 0));
        RedditEvent event = new RedditEvent();
        event.setEventId(header.eventId());
        event.setCorrelationId(header.correlationId());
        event.setIdempotencyKey(header.idempotencyKey());
        event.setSymbol(record.mentions().isEmpty() ? null : record.mentions().get(0));
        event.setTs(header.ts());
        event.setSchemaVersion(header.version());
        event.setSource("reddit");
        event.setKind(record.isComment() ? RedditKind.COMMENT : RedditKind.POST);
        event.setRedditId(record.redditId());
        event.setParentId(record.parentId());
        event.setSubreddit(record.subreddit());
        event.setAuthor(record.author());
        event.setTitle(record.title());
        event.setBody(record.body());
        event.setScore(record.score());
        event.setCreatedAt(Instant.ofEpochMilli(record.createdAtMillis()));
        event.setKnownAt(header.ts());
        event.setMentions(record.mentions());
        return event;
    }

    @Override
    public RedditItem decode(RedditEvent event) {
        return new RedditItem(
                event.getRedditId(),
                event.getParentId(),
                event.getSubreddit(),
                event.getAuthor(),
                event.getTitle(),
                event.getBody(),
                event.getScore(),
                event.getCreatedAt().toEpochMilli(),
                event.getKnownAt().toEpochMilli(),
                List.copyOf(event.getMentions()));
    }
}
