package io.millrace.control.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.KafkaUnavailable;
import io.millrace.connectors.kafka.TopicAdmin;
import io.millrace.control.CliRun;
import io.millrace.stack.flink.FlinkCluster;
import io.millrace.stack.flink.FlinkShape;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.registry.RegistryServer;
import io.millrace.stack.server.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A registry and a highly available cluster, shared by tests, and topics for each of them. */
final class ClusterScene implements AutoCloseable {

    /** An eager strategy: one alpha alone may act, and every exit comes within its reach. */
    static final String STRATEGY =
            """
            ensemble:
              min-confidence: 0.35
              min-average-volume: 1
              when-unknown.average-volume: pass
            risk:
              max-orders-per-minute: 50
              max-orders-per-symbol-day: 50
              cooldown: 1m
              fat-finger.max-volume-share: 1
              block-on-unknown: false
            exits:
              take-profit: 0.006
              stop-loss: 0.005
              trailing-stop: 0.004
              max-holding: 30m
            """;

    /** However slow a broker is to come back, nobody may run ahead of a partition. */
    static final String FOR_JOBS = STRATEGY + "kafka: {idle-partition: 30m}\n";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A busy machine is no failure; what is measured is told, not asserted. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    final RegistryServer registry;
    final FlinkCluster flink;
    final Path folder;
    final Path config;
    final Path jar;
    private final Path home;

    private ClusterScene(
            RegistryServer registry, FlinkCluster flink, Path folder, Path config, Path jar) {
        this.registry = registry;
        this.flink = flink;
        this.folder = folder;
        this.config = config;
        this.jar = jar;
        this.home = folder.resolve("home");
    }

    static ClusterScene start(Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("strategy.yaml"), STRATEGY);
        Files.writeString(folder.resolve("jobs.yaml"), FOR_JOBS);
        Path jar = JobJar.packaged();
        RegistryServer registry = RegistryServer.start();
        try {
            FlinkCluster flink =
                    FlinkCluster.start(FlinkShape.of(1).withSlots(8).highAvailability());
            return new ClusterScene(registry, flink, folder, config, jar);
        } catch (RuntimeException failure) {
            registry.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        flink.close();
        registry.close();
    }

    /** Topics with nothing in them, and the jobs over them. */
    Session session() {
        return new Session();
    }

    /** Creates the topics; a broker that has only just come up may need to be asked again. */
    static void createTopics(KafkaSettings settings) {
        await(
                "there are topics",
                () -> {
                    try (TopicAdmin admin = new TopicAdmin(settings)) {
                        return !admin.create().isEmpty();
                    } catch (KafkaUnavailable comingUp) {
                        return false;
                    }
                });
    }

    static void await(String what, BooleanSupplier condition) {
        assertThat(Deadline.in(PATIENCE).await(condition)).as(what).isTrue();
    }

    /** One broker with its topics, and the cluster's jobs over them; cancelled at the end. */
    final class Session implements AutoCloseable {

        final KafkaServer kafka = KafkaServer.start();
        final KafkaSettings settings =
                KafkaSettings.local(kafka.bootstrapServers(), registry.url());

        private Session() {
            createTopics(settings);
        }

        /** Ingests files to their end. */
        void ingest(Path file) {
            startIngest(file);
            await("ingest has ended", () -> !isAlive("ingest"));
        }

        void startIngest(Path file) {
            submit("ingest", 1, "--data", file.toString());
        }

        JsonNode submit(String job, int parallelism, String... more) {
            List<String> arguments =
                    new ArrayList<>(
                            List.of(
                                    "submit",
                                    job,
                                    "--parallelism",
                                    Integer.toString(parallelism),
                                    "--jar",
                                    jar.toString(),
                                    "--config",
                                    folder.resolve("jobs.yaml").toString(),
                                    "--checkpoint-every",
                                    "2s",
                                    "--kafka",
                                    settings.bootstrapServers(),
                                    "--registry",
                                    settings.registryUrl()));
            arguments.addAll(List.of(more));
            return did(arguments.toArray(String[]::new));
        }

        /** A command that has to succeed. */
        JsonNode did(String... arguments) {
            CliRun run = run(arguments);
            assertThat(run.code()).as(run.err()).isZero();
            return json(run);
        }

        CliRun run(String... arguments) {
            return cluster(flink.restUrl(), home, arguments);
        }

        JsonNode json(CliRun run) {
            try {
                return JSON.readTree(run.out());
            } catch (IOException unreadable) {
                throw new IllegalStateException(run.out(), unreadable);
            }
        }

        boolean isAlive(String job) {
            for (JsonNode one : did("jobs")) {
                if (one.path("job").asText().equals(job)) {
                    return true;
                }
            }
            return false;
        }

        long records(Topic topic) {
            try (TopicAdmin admin = new TopicAdmin(settings)) {
                return admin.status().stream()
                        .filter(one -> one.row().topic() == topic)
                        .findFirst()
                        .orElseThrow()
                        .records();
            }
        }

        /** Whether a topic has grown; a broker that is coming back does not know. */
        boolean hasMoreThan(long before, Topic topic) {
            try {
                return records(topic) > before;
            } catch (KafkaUnavailable comingBack) {
                return false;
            }
        }

        /** Waits until a topic's readers have checkpointed everything that is in it. */
        void awaitRead(Topic topic) {
            await(topic.label() + " is read to its end", () -> isRead(topic));
        }

        private boolean isRead(Topic topic) {
            try (Admin admin = Admin.create(settings.clientProperties())) {
                Map<TopicPartition, OffsetAndMetadata> read =
                        admin.listConsumerGroupOffsets(settings.group() + "-" + topic.label())
                                .partitionsToOffsetAndMetadata()
                                .get();
                Map<TopicPartition, OffsetSpec> asked =
                        read.keySet().stream()
                                .collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest()));
                return !asked.isEmpty()
                        && read.values().stream().mapToLong(OffsetAndMetadata::offset).sum()
                                == admin.listOffsets(asked).all().get().values().stream()
                                        .mapToLong(one -> one.offset())
                                        .sum()
                        && read.values().stream().mapToLong(OffsetAndMetadata::offset).sum()
                                == records(topic);
            } catch (ExecutionException | KafkaUnavailable away) {
                return false;
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /** Ends the time of the tape: signals first, then what it decided. */
        void drain(boolean trading) {
            awaitRead(Topic.MARKET_RAW);
            did("stop", "signals", "--drain");
            if (trading) {
                awaitRead(Topic.SIGNALS_SCORED);
                did("stop", "trading", "--drain");
            }
        }

        @Override
        public void close() {
            ClusterRest rest = new ClusterRest(flink.restUrl());
            for (ClusterJob job : rest.jobs()) {
                if (job.isAlive()) {
                    rest.cancel(job.id());
                }
            }
            await("no job lives", () -> rest.jobs().stream().noneMatch(ClusterJob::isAlive));
            kafka.close();
        }
    }

    static CliRun cluster(String url, Path home, String... arguments) {
        List<String> all = new ArrayList<>(List.of("cluster"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--flink", url, "--home", home.toString(), "--json"));
        return CliRun.of(all.toArray(String[]::new));
    }
}
