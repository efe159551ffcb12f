package io.millrace.control.stack;

import io.millrace.control.CommandFailure;
import io.millrace.stack.flink.FlinkCluster;
import io.millrace.stack.flink.FlinkShape;
import io.millrace.stack.kafka.KafkaServer;
import io.millrace.stack.postgres.PostgresServer;
import io.millrace.stack.registry.RegistryServer;
import io.millrace.stack.server.Place;
import io.millrace.stack.server.Server;
import io.millrace.stack.supervisor.StackFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the stack is made of: a part for each server, in the order in which they start. */
final class StackServers {

    @Mixin private StackPorts ports = new StackPorts();

    @Option(
            names = "--task-managers",
            paramLabel = "N",
            defaultValue = "2",
            description = "Flink's workers; ${DEFAULT-VALUE} unless said.")
    private int taskManagers = 2;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "4",
            description = "Tasks side by side in each of them; ${DEFAULT-VALUE} unless said.")
    private int slots = 4;

    @Option(
            names = "--tape",
            arity = "1..*",
            paramLabel = "PATH",
            description = "What broker-sim replays; a synthetic tape unless said.")
    private List<Path> tape = List.of();

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "60",
            description = "Market seconds per second of it; ${DEFAULT-VALUE} unless said.")
    private String speed = "60";

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "What the model server serves; an empty folder unless said.")
    private @Nullable Path models;

    /** The servers of those parts, none of them launched. */
    List<Server> in(StackFolder folder, Set<Part> parts) {
        List<Server> servers = new ArrayList<>();
        parts.forEach(part -> servers.addAll(of(part, folder)));
        return servers;
    }

    /** Refuses what cannot start, before anything is started. */
    void requireStartable(Set<Part> parts) {
        if (taskManagers < 1 || slots < 1) {
            throw CommandFailure.usage(
                    "--task-managers: "
                            + taskManagers
                            + ", --slots: "
                            + slots
                            + " (expected: at least 1 of each)");
        }
        ports.requireFree(parts, taskManagers);
    }

    private List<Server> of(Part part, StackFolder folder) {
        Place place = ports.of(part, Place.in(folder.of(part.label())));
        return switch (part) {
            case KAFKA -> List.of(new KafkaServer(place));
            case REGISTRY -> List.of(new RegistryServer(place));
            case POSTGRES -> List.of(new PostgresServer(place));
            case FLINK ->
                    new FlinkCluster(
                                    folder.of(part.label()),
                                    FlinkShape.of(taskManagers).withSlots(slots).highAvailability(),
                                    ports.flink())
                            .servers();
            case BROKER_SIM -> List.of(new BrokerSimServer(place, ports.data(), tape, speed));
            case MODEL_SERVER -> List.of(new ModelServerServer(place, models));
        };
    }
}
