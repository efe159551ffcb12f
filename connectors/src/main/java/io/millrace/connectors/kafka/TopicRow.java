package io.millrace.connectors.kafka;

import io.millrace.avro.Topic;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a topic is set up.
 *
 * @param partitions how many readers can share it; fixed while jobs run, because it decides which
 *     keys lie together
 * @param retention how long records are kept; absent for ever
 * @param cleanup what makes room
 * @param compatibility what its schemas have to be to one another
 */
public record TopicRow(
        Topic topic,
        int partitions,
        @Nullable Duration retention,
        Cleanup cleanup,
        Compatibility compatibility) {

    /** What makes room in a topic. */
    public enum Cleanup {
        /** Records that are older than the retention go. */
        DELETE,
        /** The newest record of each key stays. */
        COMPACT
    }

    /** What the broker is told, by Kafka's own names. */
    public Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        // records are kept for a time since they were written: a tape of last year is not old
        config.put("message.timestamp.type", "LogAppendTime");
        config.put("cleanup.policy", cleanup.name().toLowerCase(Locale.ROOT));
        config.put("retention.ms", retention == null ? "-1" : "" + retention.toMillis());
        return config;
    }
}
