package io.millrace.control.cluster;

import io.millrace.control.CommandFailure;
import io.millrace.control.config.Complaints;
import io.millrace.flink.job.main.JobArguments;
import io.millrace.flink.job.main.PlatformJob;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import io.millrace.stack.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a job is to do, as a person says it; checked here, before the cluster is asked. */
final class JobChoices {

    private static final String ENVIRONMENT = "MILLRACE__";
    private static final String BOOTSTRAP_SERVERS = "kafka.bootstrap-servers";
    private static final String REGISTRY_URL = "kafka.registry-url";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings in YAML; MILLRACE__… variables come on top.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            arity = "1..*",
            paramLabel = "PATH",
            description = "What ingest reads: files that every process of the cluster sees.")
    private List<Path> data = List.of();

    @Option(
            names = "--resolution",
            paramLabel = "1m|1h|1d",
            defaultValue = "1m",
            description = "Length of the bars; ${DEFAULT-VALUE} unless said.")
    private String resolution = "1m";

    @Option(
            names = "--form",
            paramLabel = "bars|trades",
            defaultValue = "bars",
            description = "What lies in market.raw; ${DEFAULT-VALUE} unless said.")
    private String form = "bars";

    @Option(
            names = "--reading",
            paramLabel = "going-on|what-is-there",
            defaultValue = "going-on",
            description = {
                "For ever, or to the end that the topics have now;",
                "${DEFAULT-VALUE} unless said."
            })
    private String reading = "going-on";

    @Option(
            names = "--checkpoint-every",
            paramLabel = "D",
            defaultValue = "10s",
            description = "Between two checkpoints; ${DEFAULT-VALUE} unless said.")
    private String checkpointEvery = "10s";

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "The broker; kafka.bootstrap-servers, or the stack's unless said.")
    private @Nullable String kafka;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "The registry; kafka.registry-url, or the stack's unless said.")
    private @Nullable String registry;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = {
                "Where archive's tables are; MILLRACE_DB in the cluster's environment, or the",
                "stack's unless said. What is said here is seen in Flink's web UI."
            })
    private @Nullable String database;

    /**
     * What the job's main class is given.
     *
     * @throws CommandFailure naming every mistake
     */
    List<String> arguments(PlatformJob job, ClusterPlace place) {
        Map<String, String> environment = System.getenv();
        Complaints complaints = new Complaints();
        complaints.unless(
                job != PlatformJob.INGEST || !data.isEmpty(),
                "--data: nothing (expected: files or folders of market data)");
        List<String> arguments = new ArrayList<>();
        if (config != null) {
            arguments.addAll(List.of(JobArguments.CONFIG, text(config)));
        }
        settings(environment, place)
                .forEach((key, value) -> add(arguments, JobArguments.SET, key + "=" + value));
        add(arguments, JobArguments.RESOLUTION, resolution);
        add(arguments, JobArguments.FORM, form);
        add(arguments, JobArguments.READING, reading);
        add(arguments, JobArguments.CHECKPOINT_EVERY, checkpointEvery);
        if (job == PlatformJob.ARCHIVE) {
            Optional.ofNullable(database)
                    .or(() -> place.server(PostgresServer.NAME).map(JobChoices::withLogin))
                    .ifPresent(url -> add(arguments, JobArguments.DATABASE, url));
        }
        data.forEach(path -> add(arguments, JobArguments.DATA, path.toAbsolutePath().toString()));
        complaints.reading(() -> JobArguments.of(arguments.toArray(String[]::new)));
        complaints.finish();
        return arguments;
    }

    private Map<String, String> settings(Map<String, String> environment, ClusterPlace place) {
        Map<String, String> settings =
                environment.keySet().stream()
                        .filter(name -> name.startsWith(ENVIRONMENT))
                        .collect(
                                Collectors.toMap(
                                        JobArguments::key,
                                        environment::get,
                                        (a, b) -> b,
                                        TreeMap::new));
        said(kafka, settings, BOOTSTRAP_SERVERS, place.server("kafka"));
        said(registry, settings, REGISTRY_URL, place.server("registry"));
        return settings;
    }

    private static void said(
            @Nullable String option,
            Map<String, String> settings,
            String key,
            Optional<String> ofStack) {
        if (option != null) {
            settings.put(key, option);
        } else {
            ofStack.ifPresent(address -> settings.putIfAbsent(key, address));
        }
    }

    /** The stack's database listens on loopback alone, and everybody knows its password. */
    private static String withLogin(String ofStack) {
        String login = EmbeddedDatabase.USER + ":" + Placement.STANDARD_PASSWORD + "@";
        return ofStack.replaceFirst("//", "//" + login);
    }

    private static void add(List<String> arguments, String name, String value) {
        arguments.add(name);
        arguments.add(value);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw CommandFailure.usage(
                    "--config: " + file + " (expected: a readable YAML file in UTF-8)");
        }
    }
}
