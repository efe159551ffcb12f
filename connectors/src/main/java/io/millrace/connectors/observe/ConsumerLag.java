package io.millrace.connectors.observe;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.millrace.observe.Metric;
import io.millrace.observe.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far every consumer group is behind the end of every partition that it has committed.
 *
 * <p>A Flink job commits when a checkpoint completes, so its lag is at least what came since. A
 * partition that a group has never committed has no lag that anybody could tell.
 */
public final class ConsumerLag implements AutoCloseable {

    private static final Comparator<Lag> ORDER =
            Comparator.comparing(Lag::group)
                    .thenComparing(Lag::topic)
                    .thenComparingInt(Lag::partition);

    private final Admin admin;
    private final Duration patience;
    private final Map<Place, Shown> shown = new HashMap<>();

    private ConsumerLag(Admin admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
    }

    /**
     * Reads from a cluster.
     *
     * @param properties of Kafka's client: {@code bootstrap.servers} and what security asks for
     * @param patience how long an answer may take
     */
    public static ConsumerLag of(Map<String, Object> properties, Duration patience) {
        return new ConsumerLag(Admin.create(properties), patience);
    }

    /**
     * One group's lag on one partition.
     *
     * @param committed the offset that the group reads next
     * @param end the offset that the next record gets
     */
    public record Lag(String group, String topic, int partition, long committed, long end) {

        /** Records that the group has not committed; 0 where the end is not known that far yet. */
        public long records() {
            return Math.max(0, end - committed);
        }
    }

    /** The lags now, by group, topic and partition. */
    public List<Lag> read() throws InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> asked = new TreeMap<>();
        for (GroupListing group :
                await(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())) {
            asked.put(group.groupId(), new ListConsumerGroupOffsetsSpec());
        }
        Map<String, Map<TopicPartition, @Nullable OffsetAndMetadata>> committed =
                new TreeMap<>(await(admin.listConsumerGroupOffsets(asked).all()));
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        committed
                .values()
                .forEach(
                        offsets ->
                                offsets.keySet()
                                        .forEach(one -> partitions.put(one, OffsetSpec.latest())));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                await(admin.listOffsets(partitions).all());
        List<Lag> lags = new ArrayList<>();
        committed.forEach(
                (group, offsets) ->
                        offsets.forEach(
                                (partition, offset) -> {
                                    ListOffsetsResultInfo end = ends.get(partition);
                                    if (offset != null && end != null) {
                                        lags.add(
                                                new Lag(
                                                        group,
                                                        partition.topic(),
                                                        partition.partition(),
                                                        offset.offset(),
                                                        end.offset()));
                                    }
                                }));
        lags.sort(ORDER);
        return lags;
    }

    /** Shows the lags as they are now; what is no longer there is shown no longer. */
    public synchronized void show(Metrics metrics) throws InterruptedException {
        Set<Place> gone = new HashSet<>(shown.keySet());
        for (Lag lag : read()) {
            Place place = new Place(lag.group(), lag.topic(), lag.partition());
            gone.remove(place);
            shown.computeIfAbsent(place, fresh -> Shown.at(fresh, metrics))
                    .records()
                    .set(lag.records());
        }
        for (Place place : gone) {
            Shown old = shown.remove(place);
            if (old != null) {
                metrics.remove(old.meter());
            }
        }
    }

    @Override
    public void close() {
        admin.close(patience);
    }

    private <T> T await(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    "Kafka refuses to tell offsets: " + failure.getCause(), failure.getCause());
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "Kafka does not answer (expected: within " + patience + ")", late);
        }
    }

    private record Place(String group, String topic, int partition) {}

    private record Shown(Meter meter, AtomicLong records) {

        static Shown at(Place place, Metrics metrics) {
            AtomicLong records = new AtomicLong();
            List<Tag> tags =
                    List.of(
                            Tag.of("group", place.group()),
                            Tag.of("topic", place.topic()),
                            Tag.of("partition", Integer.toString(place.partition())));
            return new Shown(
                    metrics.register(Metric.CONSUMER_LAG, "", records::get, tags), records);
        }
    }
}
