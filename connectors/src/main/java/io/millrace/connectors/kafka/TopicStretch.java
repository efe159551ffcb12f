package io.millrace.connectors.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * A stretch of a topic that stays the same while others go on writing: from and until which offset
 * of each partition.
 *
 * @param parts one for each partition, though it be empty
 */
public record TopicStretch(String topic, List<Part> parts) {

    private static final Pattern NAME = Pattern.compile("(.+)/(\\d+)");
    private static final Pattern OFFSETS = Pattern.compile("offsets (\\d+)\\.\\.(\\d+)");

    public TopicStretch {
        parts = List.copyOf(parts);
    }

    /**
     * A partition's part.
     *
     * @param from first offset that belongs to it
     * @param until first offset behind it
     */
    public record Part(int partition, long from, long until) {

        long records() {
            return until - from;
        }
    }

    /** How many records it has, where none was compacted away. */
    public long records() {
        return parts.stream().mapToLong(Part::records).sum();
    }

    /** Name of a part for people, {@code market.raw/3}. */
    public String name(Part part) {
        return topic + "/" + part.partition();
    }

    /** Each part by its name, {@code offsets 0..4711}. */
    public SortedMap<String, String> described() {
        SortedMap<String, String> described = new TreeMap<>();
        parts.forEach(
                part -> described.put(name(part), "offsets " + part.from() + ".." + part.until()));
        return described;
    }

    /**
     * The stretch that was described so.
     *
     * @throws IllegalArgumentException when that is no description of one
     */
    public static TopicStretch of(Map<String, String> described) {
        String topic = "";
        TreeMap<Integer, Part> parts = new TreeMap<>();
        for (Map.Entry<String, String> one : described.entrySet()) {
            Matcher name = NAME.matcher(one.getKey());
            Matcher offsets = OFFSETS.matcher(one.getValue());
            if (!name.matches() || !offsets.matches()) {
                throw new IllegalArgumentException(
                        one.getKey()
                                + ": "
                                + one.getValue()
                                + " (expected: TOPIC/PARTITION: offsets FROM..UNTIL)");
            }
            topic = name.group(1);
            int partition = Integer.parseInt(name.group(2));
            parts.put(
                    partition,
                    new Part(
                            partition,
                            Long.parseLong(offsets.group(1)),
                            Long.parseLong(offsets.group(2))));
        }
        return new TopicStretch(topic, List.copyOf(parts.values()));
    }

    Map<TopicPartition, Long> begins() {
        Map<TopicPartition, Long> begins = new HashMap<>();
        parts.forEach(part -> begins.put(new TopicPartition(topic, part.partition()), part.from()));
        return begins;
    }

    Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        parts.forEach(part -> ends.put(new TopicPartition(topic, part.partition()), part.until()));
        return ends;
    }
}
