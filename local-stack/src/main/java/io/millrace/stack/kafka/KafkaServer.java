package io.millrace.stack.kafka;

import io.millrace.stack.port.LastingPort;
import io.millrace.stack.server.Installation;
import io.millrace.stack.server.JavaCommand;
import io.millrace.stack.server.JvmServer;
import io.millrace.stack.server.Loopback;
import io.millrace.stack.server.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Kafka broker and its controller in one process, on loopback. */
public final class KafkaServer extends JvmServer {

    public static final String NAME = "kafka";
    public static final int STANDARD_PORT = 9092;

    /** One node for ever: its id only has to stay what it was. */
    private static final String CLUSTER_ID = "bWlsbHJhY2UtbG9jYWwtMQ";

    private final int controllerPort = LastingPort.pick();

    /** A broker that is not launched yet. */
    public KafkaServer(Place place) {
        super(NAME, place);
    }

    /** Starts one on a free port with nothing in it; ready when this returns. */
    public static KafkaServer start() {
        return start(Place.temporary());
    }

    /** Starts one there; ready when this returns. */
    public static KafkaServer start(Place place) {
        KafkaServer kafka = new KafkaServer(place);
        try {
            kafka.launch();
            kafka.awaitHealthy();
            return kafka;
        } catch (RuntimeException failure) {
            kafka.close();
            throw failure;
        }
    }

    /** What clients take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return address();
    }

    @Override
    public String address() {
        return Loopback.HOST + ":" + port();
    }

    @Override
    protected JavaCommand command() throws IOException {
        Path properties = folder().resolve("server.properties");
        Files.writeString(properties, properties());
        if (!Files.exists(data().resolve("meta.properties"))) {
            // an empty folder becomes the log of a cluster of one
            java(
                            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                            "kafka.tools.StorageTool",
                            List.of("format", "-t", CLUSTER_ID, "-c", properties.toString()))
                    .output();
        }
        return java(List.of("-Xms256m", "-Xmx512m"), "kafka.Kafka", List.of(properties.toString()));
    }

    @Override
    protected boolean answers() {
        return KafkaGreeting.isAnswered(port());
    }

    private JavaCommand java(List<String> heap, String mainClass, List<String> arguments) {
        List<String> options = new ArrayList<>(heap);
        options.add(JavaCommand.LOGGING);
        return new JavaCommand(
                options,
                List.of(Installation.of(NAME).resolve("lib") + "/*"),
                mainClass,
                arguments,
                folder());
    }

    private Path data() {
        return folder().resolve("data");
    }

    private String properties() {
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@" + Loopback.HOST + ":" + controllerPort,
                "listeners=PLAINTEXT://"
                        + address()
                        + ",CONTROLLER://"
                        + Loopback.HOST
                        + ":"
                        + controllerPort,
                "controller.listener.names=CONTROLLER",
                "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
                "log.dirs=" + data(),
                "auto.create.topics.enable=false",
                // a cluster of one has one copy of everything
                "offsets.topic.replication.factor=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "offsets.topic.num.partitions=8",
                "transaction.state.log.num.partitions=8",
                "group.initial.rebalance.delay.ms=0",
                // after a kill the controller has to forget the former life first
                "broker.session.timeout.ms=3000",
                "broker.heartbeat.interval.ms=500",
                "");
    }
}
