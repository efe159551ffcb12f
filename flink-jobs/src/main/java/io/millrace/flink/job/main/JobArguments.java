package io.millrace.flink.job.main;

import io.millrace.connectors.files.TapeOptions;
import io.millrace.connectors.jdbc.BatchOptions;
import io.millrace.connectors.jdbc.DatabaseAddress;
import io.millrace.connectors.jdbc.Retention;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.Reading;
import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.report.PerformanceSettings;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.feature.ExtraFeatures;
import io.millrace.flink.job.JobDefaults;
import io.millrace.flink.job.TapeForm;
import io.millrace.flink.job.TopicOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a job is told when it is started, read and checked.
 *
 * @param settings what the strategy and its surroundings are configured with, by key
 * @param checkpointEvery between two checkpoints
 * @param data files and folders that are ingested
 * @param database where the archive's tables are; absent where nobody said it
 */
public record JobArguments(
        StrategySettings strategy,
        ExtraFeatures extras,
        TapeOptions tape,
        BatchOptions batches,
        TopicOptions topics,
        TapeForm form,
        Duration checkpointEvery,
        List<Path> data,
        @Nullable DatabaseAddress database,
        Map<String, String> settings) {

    private static final String ENVIRONMENT = "MILLRACE__";

    /** Settings as a YAML text. */
    public static final String CONFIG = "--config";

    /** One setting, {@code key=value}, over those of the environment and of {@link #CONFIG}. */
    public static final String SET = "--set";

    /** Length of the bars: 1m, 1h or 1d. */
    public static final String RESOLUTION = "--resolution";

    /** What lies in {@code market.raw}: bars or trades. */
    public static final String FORM = "--form";

    /** How much of its topics the job reads: going-on or what-is-there. */
    public static final String READING = "--reading";

    /** A duration such as 10s. */
    public static final String CHECKPOINT_EVERY = "--checkpoint-every";

    /** A file or folder of market data; as often as there are some. */
    public static final String DATA = "--data";

    /** Address of the database; {@link #DATABASE_VARIABLE} shows no password to a web UI. */
    public static final String DATABASE = "--db";

    /** Address of the database, in the environment of the JobManager. */
    public static final String DATABASE_VARIABLE = "MILLRACE_DB";

    /** A section that configures runs outside of the cluster, which no job reads. */
    private static final String LIVE = "live.";

    /**
     * Reads name and value in turn, and the {@code MILLRACE__} variables of this process.
     *
     * @throws InvalidConfiguration naming every mistake
     */
    public static JobArguments of(String... arguments) {
        return of(System.getenv(), arguments);
    }

    static JobArguments of(Map<String, String> environment, String... arguments) {
        Map<String, Object> options = new TreeMap<>();
        Map<String, Object> values = new TreeMap<>();
        Map<String, Object> over = new TreeMap<>();
        List<Path> data = new ArrayList<>();
        for (int at = 0; at < arguments.length; at += 2) {
            String name = arguments[at];
            if (at + 1 == arguments.length) {
                throw wrong(name + ": nothing (expected: a value behind it)");
            }
            String value = arguments[at + 1];
            switch (name) {
                case CONFIG -> values.putAll(yaml(value));
                case SET -> {
                    int equals = value.indexOf('=');
                    if (equals < 1) {
                        throw wrong(SET + ": " + value + " (expected: key=value)");
                    }
                    over.put(value.substring(0, equals), value.substring(equals + 1));
                }
                case DATA -> data.add(Path.of(value));
                default -> options.put(name, value);
            }
        }
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(ENVIRONMENT)) {
                        values.put(key(name), value);
                    }
                });
        values.putAll(over);
        values.keySet().removeIf(key -> key.startsWith(LIVE));
        if (environment.containsKey(DATABASE_VARIABLE)) {
            options.putIfAbsent(DATABASE, environment.get(DATABASE_VARIABLE));
        }
        return read(new Settings(options), new Settings(values), data);
    }

    private static JobArguments read(Settings options, Settings values, List<Path> data) {
        String label = options.text(RESOLUTION, Resolution.MINUTE.label());
        Resolution resolution = Resolution.labelled(label).orElse(Resolution.MINUTE);
        options.check(resolution.label().equals(label), RESOLUTION, label, "1m, 1h or 1d");
        TapeForm form = options.choice(FORM, TapeForm.class, TapeForm.BARS);
        Reading reading = options.choice(READING, Reading.class, Reading.GOING_ON);
        Duration checkpoints = options.duration(CHECKPOINT_EVERY, "10s");
        options.check(checkpoints.toMillis() > 0, CHECKPOINT_EVERY, checkpoints, "> 0s");
        String address = options.text(DATABASE, "");
        options.finish();

        StrategySettings strategy = StrategySettings.from(values, resolution);
        ExtraFeatures extras = ExtraFeatures.from(values);
        TapeOptions tape = TapeOptions.from(values);
        BatchOptions batches = BatchOptions.from(values);
        KafkaSettings kafka = KafkaSettings.from(values);
        // what others read out of the same file is no mistake
        PerformanceSettings.from(values, strategy.market());
        Retention.from(values);
        values.finish();
        return new JobArguments(
                strategy,
                extras,
                tape,
                batches,
                new TopicOptions(kafka, reading),
                form,
                checkpoints,
                List.copyOf(data),
                address.isEmpty() ? null : DatabaseAddress.parse(address),
                values.inForce());
    }

    /** The cluster's environment with what every job of ours stands on. */
    public StreamExecutionEnvironment environment() {
        return StreamExecutionEnvironment.getExecutionEnvironment(
                JobDefaults.lasting(checkpointEvery));
    }

    /** How far a trade may lie behind the newest one. */
    public Duration maxLateness() {
        return Duration.ofMillis(tape.maxLatenessMillis());
    }

    /** The limits in force, for the record. */
    public Map<String, String> limits() {
        Map<String, String> limits = new TreeMap<>(settings);
        limits.keySet().removeIf(key -> !key.startsWith("risk."));
        return limits;
    }

    /** {@code MILLRACE__RISK__MAX_ORDER_NOTIONAL} is {@code risk.max-order-notional}. */
    public static String key(String variable) {
        return variable.substring(ENVIRONMENT.length())
                .toLowerCase(Locale.ROOT)
                .replace("__", ".")
                .replace('_', '-');
    }

    private static Map<String, Object> yaml(String text) {
        try {
            Object root =
                    new Load(LoadSettings.builder().setLabel(CONFIG).build()).loadFromString(text);
            if (root == null) {
                return Map.of();
            }
            if (root instanceof Map<?, ?> sections) {
                return Settings.flat(sections);
            }
        } catch (YamlEngineException broken) {
            throw wrong(CONFIG + ": " + String.valueOf(broken.getMessage()).strip());
        }
        throw wrong(CONFIG + ": no sections (expected: sections such as risk: and ensemble:)");
    }

    private static InvalidConfiguration wrong(String complaint) {
        return new InvalidConfiguration(List.of(complaint));
    }
}
