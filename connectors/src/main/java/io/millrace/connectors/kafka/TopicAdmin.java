package io.millrace.connectors.kafka;

import io.millrace.avro.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** The topics of a broker, held against the table. */
public final class TopicAdmin implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = 20_000_000;

    private final Admin admin;
    private final String bootstrapServers;

    public TopicAdmin(KafkaSettings settings) {
        bootstrapServers = settings.bootstrapServers();
        Properties properties = settings.clientProperties();
        String millis = Long.toString(PATIENCE.toMillis());
        properties.setProperty("default.api.timeout.ms", millis);
        properties.setProperty("request.timeout.ms", millis);
        admin = Admin.create(properties);
    }

    /** How many partitions a topic has. */
    public int partitions(Topic topic) {
        if (!names().contains(topic.label())) {
            throw new IllegalStateException(
                    topic.label() + ": not on the broker (expected: ./millrace topics --create)");
        }
        return describe(List.of(topic.label())).values().iterator().next().partitions().size();
    }

    /** Everything that lies in a topic now. */
    public TopicStretch stretch(Topic topic) {
        int partitions = partitions(topic);
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> last = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            first.put(new TopicPartition(topic.label(), partition), OffsetSpec.earliest());
            last.put(new TopicPartition(topic.label(), partition), OffsetSpec.latest());
        }
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                answered(admin.listOffsets(first).all());
        List<TopicStretch.Part> parts = new ArrayList<>();
        answered(admin.listOffsets(last).all())
                .forEach(
                        (place, end) -> {
                            ListOffsetsResultInfo begin = begins.get(place);
                            long from = begin == null ? 0 : begin.offset();
                            parts.add(new TopicStretch.Part(place.partition(), from, end.offset()));
                        });
        parts.sort(Comparator.comparingInt(TopicStretch.Part::partition));
        return new TopicStretch(topic.label(), parts);
    }

    /** How far the readers of a topic have safely come, by partition. */
    public Map<Integer, Long> safe(KafkaSettings readers, Topic topic) {
        Map<Integer, Long> safe = new HashMap<>();
        answered(
                        admin.listConsumerGroupOffsets(readers.group(topic))
                                .partitionsToOffsetAndMetadata())
                .forEach(
                        (place, offset) -> {
                            if (offset != null && place.topic().equals(topic.label())) {
                                safe.put(place.partition(), offset.offset());
                            }
                        });
        return safe;
    }

    /**
     * Creates what is missing; what exists stays as it is, and where it differs from the table the
     * status says so.
     */
    public List<TopicStatus> create() {
        Set<String> created = new HashSet<>();
        Set<String> existing = names();
        for (TopicRow row : TopicTable.rows()) {
            if (!existing.contains(row.topic().label()) && create(row)) {
                created.add(row.topic().label());
            }
        }
        awaitVisible(created);
        return status(created);
    }

    /** Every row of the table against what is on the broker. */
    public List<TopicStatus> status() {
        return status(Set.of());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    /** The controller has them; the broker hears of them a moment later. */
    private void awaitVisible(Set<String> created) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!names().containsAll(created)) {
            if (System.nanoTime() > deadline) {
                throw new KafkaUnavailable(
                        bootstrapServers, new TimeoutException("created topics have not appeared"));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** False when somebody else has created it meanwhile. */
    private boolean create(TopicRow row) {
        // the broker's own default of copies: one on a laptop, three where there are three
        NewTopic topic =
                new NewTopic(row.topic().label(), Optional.of(row.partitions()), Optional.empty());
        try {
            answered(admin.createTopics(List.of(topic.configs(row.config()))).all());
            return true;
        } catch (KafkaUnavailable e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private List<TopicStatus> status(Set<String> created) {
        Set<String> existing = names();
        List<String> ours =
                TopicTable.rows().stream()
                        .map(row -> row.topic().label())
                        .filter(existing::contains)
                        .toList();
        Map<String, TopicDescription> descriptions = describe(ours);
        Map<String, Config> configs = configs(ours);
        Map<String, Long> records = records(descriptions.values());
        List<TopicStatus> statuses = new ArrayList<>();
        for (TopicRow row : TopicTable.rows()) {
            String label = row.topic().label();
            TopicDescription found = descriptions.get(label);
            statuses.add(
                    found == null
                            ? new TopicStatus(row, false, false, 0, 0, List.of())
                            : new TopicStatus(
                                    row,
                                    true,
                                    created.contains(label),
                                    found.partitions().size(),
                                    records.getOrDefault(label, 0L),
                                    differences(row, found, configs.get(label))));
        }
        return statuses;
    }

    private static List<String> differences(
            TopicRow row, TopicDescription found, @Nullable Config config) {
        List<String> differences = new ArrayList<>();
        if (found.partitions().size() != row.partitions()) {
            differences.add(
                    "partitions: "
                            + found.partitions().size()
                            + " (expected: "
                            + row.partitions()
                            + ")");
        }
        row.config()
                .forEach(
                        (key, expected) -> {
                            ConfigEntry entry = config == null ? null : config.get(key);
                            String actual = entry == null ? "absent" : entry.value();
                            if (!expected.equals(actual)) {
                                differences.add(
                                        key + ": " + actual + " (expected: " + expected + ")");
                            }
                        });
        return differences;
    }

    private Set<String> names() {
        return answered(admin.listTopics().names());
    }

    private Map<String, TopicDescription> describe(Collection<String> names) {
        return answered(admin.describeTopics(names).allTopicNames());
    }

    private Map<String, Config> configs(List<String> names) {
        List<ConfigResource> resources =
                names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList();
        Map<String, Config> configs = new HashMap<>();
        answered(admin.describeConfigs(resources).all())
                .forEach((resource, config) -> configs.put(resource.name(), config));
        return configs;
    }

    private Map<String, Long> records(Collection<TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> last = new HashMap<>();
        for (TopicDescription topic : topics) {
            topic.partitions()
                    .forEach(
                            one -> {
                                TopicPartition place =
                                        new TopicPartition(topic.name(), one.partition());
                                first.put(place, OffsetSpec.earliest());
                                last.put(place, OffsetSpec.latest());
                            });
        }
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                answered(admin.listOffsets(first).all());
        Map<String, Long> records = new HashMap<>();
        answered(admin.listOffsets(last).all())
                .forEach(
                        (place, end) -> {
                            ListOffsetsResultInfo begin = begins.get(place);
                            long from = begin == null ? 0 : begin.offset();
                            records.merge(place.topic(), end.offset() - from, Long::sum);
                        });
        return records;
    }

    private <V> V answered(KafkaFuture<V> future) {
        try {
            return future.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new KafkaUnavailable(bootstrapServers, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaUnavailable(bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailable(bootstrapServers, e);
        }
    }
}
