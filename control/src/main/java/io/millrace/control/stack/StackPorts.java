package io.millrace.control.stack;

import io.millrace.control.CommandFailure;
import io.millrace.stack.flink.FlinkPorts;
import io.millrace.stack.port.LastingPort;
import io.millrace.stack.server.Loopback;
import io.millrace.stack.server.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** On which ports of loopback the stack listens. */
final class StackPorts {

    private static final int LARGEST = 65_535;

    @Option(
            names = "--kafka-port",
            paramLabel = "P",
            defaultValue = "9092",
            description = "Kafka; ${DEFAULT-VALUE} unless said.")
    private int kafka = 9092;

    @Option(
            names = "--registry-port",
            paramLabel = "P",
            defaultValue = "8085",
            description = "Schema registry; ${DEFAULT-VALUE} unless said.")
    private int registry = 8085;

    @Option(
            names = "--postgres-port",
            paramLabel = "P",
            defaultValue = "5433",
            description = "PostgreSQL; ${DEFAULT-VALUE} unless said.")
    private int postgres = 5433;

    @Option(
            names = "--flink-port",
            paramLabel = "P",
            defaultValue = "8081",
            description = "Flink's web UI and REST API; ${DEFAULT-VALUE} unless said.")
    private int flink = 8081;

    @Option(
            names = "--flink-metrics-port",
            paramLabel = "P",
            defaultValue = "9249",
            description = {
                "Metrics of the JobManager, those of the TaskManagers after it;",
                "${DEFAULT-VALUE} unless said."
            })
    private int flinkMetrics = 9249;

    @Option(
            names = "--zookeeper-port",
            paramLabel = "P",
            defaultValue = "2181",
            description = "ZooKeeper; ${DEFAULT-VALUE} unless said.")
    private int zooKeeper = 2181;

    @Option(
            names = "--broker-port",
            paramLabel = "P",
            defaultValue = "8090",
            description = "Trading API of broker-sim; ${DEFAULT-VALUE} unless said.")
    private int broker = 8090;

    @Option(
            names = "--data-port",
            paramLabel = "P",
            defaultValue = "8091",
            description = "Market data API of broker-sim; ${DEFAULT-VALUE} unless said.")
    private int data = 8091;

    @Option(
            names = "--model-port",
            paramLabel = "P",
            defaultValue = "8001",
            description = "Model server; ${DEFAULT-VALUE} unless said.")
    private int model = 8001;

    @Option(names = "--free-ports", description = "Any free ports instead of all those.")
    private boolean free;

    Place of(Part part, Place place) {
        return place.onPort(
                free
                        ? Place.ANY_PORT
                        : switch (part) {
                            case KAFKA -> kafka;
                            case REGISTRY -> registry;
                            case POSTGRES -> postgres;
                            case FLINK -> flink;
                            case BROKER_SIM -> broker;
                            case MODEL_SERVER -> model;
                        });
    }

    FlinkPorts flink() {
        return free ? FlinkPorts.ANY : new FlinkPorts(flink, flinkMetrics, zooKeeper);
    }

    int data() {
        return free ? LastingPort.pick() : data;
    }

    /** Refuses ports that cannot be had, all of them at once. */
    void requireFree(Set<Part> parts, int taskManagers) {
        if (free) {
            return;
        }
        List<String> taken = new ArrayList<>();
        Map<Integer, String> given = new HashMap<>();
        for (Wanted wanted : wanted(parts, taskManagers)) {
            if (wanted.port() < 1 || wanted.port() > LARGEST) {
                throw CommandFailure.usage(
                        wanted + " (expected: 1 to " + LARGEST + "; --free-ports takes any)");
            }
            String other = given.putIfAbsent(wanted.port(), wanted.option());
            if (other != null) {
                throw CommandFailure.usage(wanted + " (expected: another one than " + other + ")");
            }
            if (Loopback.listens(wanted.port())) {
                taken.add(wanted.toString());
            }
        }
        if (!taken.isEmpty()) {
            throw CommandFailure.usage(
                    String.join(", ", taken)
                            + " (expected: free on "
                            + Loopback.HOST
                            + ", but something listens there); stop it, choose another port, or"
                            + " take --free-ports");
        }
    }

    private List<Wanted> wanted(Set<Part> parts, int taskManagers) {
        List<Wanted> all = new ArrayList<>();
        for (Part part : parts) {
            switch (part) {
                case KAFKA -> all.add(new Wanted("--kafka-port", kafka));
                case REGISTRY -> all.add(new Wanted("--registry-port", registry));
                case POSTGRES -> all.add(new Wanted("--postgres-port", postgres));
                case BROKER_SIM -> {
                    all.add(new Wanted("--broker-port", broker));
                    all.add(new Wanted("--data-port", data));
                }
                case FLINK -> {
                    all.add(new Wanted("--flink-port", flink));
                    all.add(new Wanted("--zookeeper-port", zooKeeper));
                    for (int process = 0; process <= taskManagers; process++) {
                        all.add(new Wanted("--flink-metrics-port", flinkMetrics + process));
                    }
                }
                case MODEL_SERVER -> all.add(new Wanted("--model-port", model));
            }
        }
        return all;
    }

    private record Wanted(String option, int port) {

        @Override
        public String toString() {
            return option + ": " + port;
        }
    }
}
