package io.millrace.modelserver.repository;

import io.millrace.domain.config.InvalidConfiguration;
import io.millrace.domain.config.Settings;
import io.millrace.modelserver.onnx.BadModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A model's {@code config.yaml}.
 *
 * @param maxBatch most rows of a run and of a request; {@link #AUTOMATIC} to find out
 * @param delayMicros how long the first request of a run waits for others
 * @param queueLimit most requests that wait
 * @param priorityLevels the last is the usual one
 * @param timeoutMillis after which a request is dropped; 0 for never
 * @param instances runs at once; 0 for what suits the device
 * @param warmUp what is run before the model is ready
 */
record ModelSettings(
        int maxBatch,
        long delayMicros,
        int queueLimit,
        int priorityLevels,
        long timeoutMillis,
        VersionPolicy versions,
        int instances,
        WarmUp warmUp) {

    static final int AUTOMATIC = -1;
    private static final int MOST = 1 << 20;

    /**
     * Runs before a model is ready.
     *
     * @param runs of each size; 0 for none
     * @param length of dimensions that the model leaves open
     */
    record WarmUp(int runs, int length) {}

    /**
     * Reads the file; a model without one gets what is usual.
     *
     * @throws BadModel naming every mistake
     */
    static ModelSettings read(Path file) throws BadModel {
        if (!Files.exists(file)) {
            return of(new Settings(Map.of()));
        }
        try {
            Object root =
                    new Load(LoadSettings.builder().setLabel(file.toString()).build())
                            .loadFromString(Files.readString(file, StandardCharsets.UTF_8));
            if (root != null && !(root instanceof Map)) {
                throw new BadModel(file + " (expected: settings such as max-batch: 8)");
            }
            Map<String, Object> values = new TreeMap<>();
            if (root instanceof Map<?, ?> sections) {
                values.putAll(Settings.flat(sections));
            }
            return of(new Settings(values));
        } catch (IOException | YamlEngineException e) {
            throw new BadModel(file + " (expected: a readable YAML file): " + e.getMessage());
        } catch (InvalidConfiguration e) {
            throw new BadModel(file + ": " + String.join("; ", e.complaints()));
        }
    }

    private static ModelSettings of(Settings settings) {
        String batch = settings.text("max-batch", "auto");
        int maxBatch = AUTOMATIC;
        if (!batch.equals("auto")) {
            maxBatch = batch.matches("[0-9]{1,7}") ? Integer.parseInt(batch) : -2;
            settings.check(
                    maxBatch >= 0 && maxBatch <= MOST,
                    "max-batch",
                    batch,
                    "auto, 0 for one request a run, or a number of rows up to " + MOST);
        }
        String versions = settings.text("versions", "latest");
        settings.check(
                VersionPolicy.parse(versions).isPresent(),
                "versions",
                versions,
                VersionPolicy.EXPECTED);
        ModelSettings read =
                new ModelSettings(
                        maxBatch,
                        whole(settings, "queue-delay-micros", 0, 0, 10_000_000),
                        whole(settings, "queue-limit", 1024, 1, MOST),
                        whole(settings, "priority-levels", 1, 1, 100),
                        whole(settings, "timeout-millis", 0, 0, 3_600_000),
                        VersionPolicy.parse(versions).orElse(new VersionPolicy(1, Set.of())),
                        whole(settings, "instances", 0, 0, 1024),
                        new WarmUp(
                                whole(settings, "warm-up.runs", 3, 0, 10_000),
                                whole(settings, "warm-up.open-length", 8, 1, 65_536)));
        settings.finish();
        return read;
    }

    private static int whole(Settings settings, String key, int usual, int least, int most) {
        int value = settings.whole(key, usual);
        settings.check(
                value >= least && value <= most, key, value, ">= " + least + " and <= " + most);
        return value;
    }
}
