package io.millrace.modelserver.repository;

import io.millrace.modelserver.Refusal;
import io.millrace.modelserver.batching.Answer;
import io.millrace.modelserver.batching.Call;
import io.millrace.modelserver.metrics.ModelCounters;
import io.millrace.modelserver.onnx.Accelerator;
import io.millrace.modelserver.onnx.BadModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of models and what of it is served.
 *
 * <p>A version that replaces another is loaded and warmed up before it takes over; what the other
 * one has begun or queued, it finishes. A version that cannot be loaded changes nothing.
 */
public final class ModelRepository implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelRepository.class);

    private final ModelFiles files;
    private final Accelerator accelerator;
    private final ConcurrentMap<String, ServedModel> models = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ModelCounters> counters = new ConcurrentHashMap<>();
    private final Map<String, NavigableMap<Integer, String>> seen = new HashMap<>();

    private ModelRepository(ModelFiles files, Accelerator accelerator) {
        this.files = files;
        this.accelerator = accelerator;
    }

    /**
     * Loads every model of a folder.
     *
     * @throws BadModel naming every model that cannot serve, or the folder
     */
    public static ModelRepository open(Path folder, Accelerator accelerator) throws BadModel {
        if (!Files.isDirectory(folder)) {
            throw new BadModel(folder + " (expected: a folder with " + ModelFiles.LAYOUT + ")");
        }
        ModelRepository repository = new ModelRepository(new ModelFiles(folder), accelerator);
        List<String> wrong = new ArrayList<>();
        try {
            for (String name : repository.files.models()) {
                wrong.addAll(repository.reload(name).failures().values());
            }
        } catch (IOException e) {
            wrong.add(folder + " (expected: a readable folder): " + e.getMessage());
        }
        if (!wrong.isEmpty()) {
            repository.close();
            throw new BadModel(String.join("\n", wrong));
        }
        return repository;
    }

    /**
     * Has a model answer a call.
     *
     * @throws Refusal where there is no such model, the call is wrong, or the queue is full
     */
    public CompletableFuture<Answer> infer(Call call) {
        while (true) {
            ServedVersion version = find(call.model(), call.version());
            Optional<CompletableFuture<Answer>> answer = version.scheduler().submit(call);
            if (answer.isPresent()) {
                return answer.get();
            }
            // it retired since it was found; its successor is already there
        }
    }

    /**
     * A version that serves.
     *
     * @param version empty for the newest
     * @throws Refusal where there is none
     */
    public ServedVersion find(String name, String version) {
        ServedModel model = models.get(name);
        if (model == null) {
            throw Refusal.notFound("Request for unknown model: '" + name + "' is not found");
        }
        if (version.isEmpty()) {
            Map.Entry<Integer, ServedVersion> newest = model.versions().lastEntry();
            if (newest == null) {
                throw Refusal.notFound(
                        "Request for unknown model: '" + name + "' has no available versions");
            }
            return newest.getValue();
        }
        if (!version.matches("[0-9]{1,9}")) {
            throw Refusal.invalid(
                    "failed to get model version from specified version string '"
                            + version
                            + "' (expected: a whole number)");
        }
        ServedVersion found = model.versions().get(Integer.valueOf(version));
        if (found == null) {
            throw model.failures().containsKey(Integer.valueOf(version))
                    ? Refusal.unavailable(
                            "Request for model '"
                                    + name
                                    + "' version "
                                    + version
                                    + " is not at ready state: "
                                    + model.failures().get(Integer.valueOf(version)))
                    : Refusal.notFound(
                            "Request for unknown model: '"
                                    + name
                                    + "' version "
                                    + version
                                    + " is not found");
        }
        return found;
    }

    /** The versions of a model that serve, lowest first. */
    public List<String> versions(String name) {
        ServedModel model = models.getOrDefault(name, ServedModel.NONE);
        return model.versions().keySet().stream().map(one -> Integer.toString(one)).toList();
    }

    /** All versions that serve. */
    public List<ServedVersion> serving() {
        return models.values().stream()
                .map(ServedModel::versions)
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }

    /** Counts of all versions that were ever served, by model and version. */
    public NavigableMap<String, NavigableMap<String, ModelCounters>> counters() {
        NavigableMap<String, NavigableMap<String, ModelCounters>> all = new TreeMap<>();
        counters.forEach(
                (key, one) -> {
                    int slash = key.lastIndexOf('/');
                    all.computeIfAbsent(key.substring(0, slash), name -> new TreeMap<>())
                            .put(key.substring(slash + 1), one);
                });
        return all;
    }

    public String device() {
        return accelerator.device();
    }

    /** Every version known, whether it serves, and why not. */
    public List<ModelState> index() {
        List<ModelState> rows = new ArrayList<>();
        new TreeMap<>(models)
                .forEach(
                        (name, model) -> {
                            NavigableSet<Integer> known = new TreeSet<>(model.tried().keySet());
                            known.addAll(model.versions().keySet());
                            known.addAll(model.failures().keySet());
                            known.forEach(version -> rows.add(state(name, version, model)));
                        });
        return rows;
    }

    /**
     * Loads what a model's folder holds now; returns when it serves.
     *
     * @throws Refusal where it cannot; what served before still does
     */
    public synchronized void load(String name) {
        try {
            if (!files.models().contains(name)) {
                throw Refusal.of(
                        Refusal.Reason.INTERNAL,
                        "failed to load '"
                                + name
                                + "', failed to poll from model repository (expected: "
                                + ModelFiles.LAYOUT
                                + ")");
            }
            ServedModel now = reload(name);
            if (!now.failures().isEmpty()) {
                throw Refusal.of(
                        Refusal.Reason.INTERNAL,
                        "failed to load '"
                                + name
                                + "': "
                                + String.join("; ", now.failures().values()));
            }
        } catch (IOException e) {
            throw Refusal.of(
                    Refusal.Reason.INTERNAL, "failed to load '" + name + "': " + e.getMessage());
        }
    }

    /**
     * Takes a model out of service until it is loaded again; what it has begun, it finishes.
     *
     * @throws Refusal where there is none
     */
    public synchronized void unload(String name) {
        ServedModel model = models.get(name);
        if (model == null) {
            throw Refusal.notFound("Request for unknown model: '" + name + "' is not found");
        }
        replace(name, model, model.ended());
    }

    /**
     * Looks at the folder once, and loads what has changed since and then stood still from one look
     * to the next: a file that is still being copied is left alone.
     */
    public synchronized void look() {
        try {
            NavigableSet<String> present = files.models();
            NavigableSet<String> all = new TreeSet<>(models.keySet());
            all.addAll(present);
            for (String name : all) {
                NavigableMap<Integer, String> now = files.fingerprints(name);
                ServedModel model = models.getOrDefault(name, ServedModel.NONE);
                boolean stands = now.equals(seen.put(name, now));
                if (stands && !model.unloaded() && !now.equals(model.tried())) {
                    ServedModel changed = reload(name);
                    changed.failures().values().forEach(why -> LOG.warn("not loaded: {}", why));
                }
            }
        } catch (IOException e) {
            // a folder that is being exchanged; the next look sees more
            LOG.info("the models could not be listed: {}", e.getMessage());
        }
    }

    /** Ends all models; what they have begun, they finish. */
    @Override
    public void close() {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        serving().forEach(one -> ends.add(one.scheduler().retire()));
        CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)).join();
    }

    private synchronized ServedModel reload(String name) throws IOException {
        ServedModel before = models.getOrDefault(name, ServedModel.NONE);
        NavigableMap<Integer, String> present = files.fingerprints(name);
        if (present.isEmpty()) {
            replace(name, before, ServedModel.NONE);
            models.remove(name);
            seen.remove(name);
            return ServedModel.NONE;
        }
        NavigableMap<Integer, ServedVersion> next = new TreeMap<>();
        NavigableMap<Integer, String> failures = new TreeMap<>();
        try {
            ModelSettings settings = ModelSettings.read(files.config(name));
            for (int version : settings.versions().of(present.keySet())) {
                String fingerprint = String.valueOf(present.get(version));
                ServedVersion serves = before.versions().get(version);
                try {
                    next.put(
                            version,
                            serves != null && serves.fingerprint().equals(fingerprint)
                                    ? serves
                                    : loaded(name, version, fingerprint, settings));
                } catch (BadModel e) {
                    failures.put(version, e.getMessage());
                }
            }
        } catch (BadModel e) {
            present.keySet().forEach(version -> failures.put(version, e.getMessage()));
        }
        if (!failures.isEmpty()) {
            // what should have been replaced goes on
            before.versions().forEach(next::putIfAbsent);
        }
        ServedModel after = new ServedModel(next, failures, present, false);
        replace(name, before, after);
        return after;
    }

    private ServedVersion loaded(
            String name, int version, String fingerprint, ModelSettings settings) throws BadModel {
        ModelCounters counts =
                counters.computeIfAbsent(name + "/" + version, first -> new ModelCounters());
        ServedVersion loaded =
                ServedVersion.load(
                        new ServedVersion.Loading(
                                name, version, files.file(name, version), fingerprint, settings),
                        accelerator,
                        counts);
        LOG.info("model {} version {} serves on {}", name, version, accelerator.device());
        return loaded;
    }

    /** New calls go to what is after; then what was before and is no more retires. */
    private void replace(String name, ServedModel before, ServedModel after) {
        models.put(name, after);
        before.versions().values().stream()
                .filter(one -> !after.versions().containsValue(one))
                .forEach(
                        one -> {
                            CompletableFuture<Void> unused = one.scheduler().retire();
                        });
    }

    private static ModelState state(String name, int version, ServedModel model) {
        String text = Integer.toString(version);
        String why = model.failures().getOrDefault(version, "");
        if (model.versions().containsKey(version)) {
            return new ModelState(name, text, ModelState.READY, why);
        }
        String reason =
                model.unloaded() ? "unloaded" : why.isEmpty() ? "not of the version policy" : why;
        return new ModelState(name, text, ModelState.UNAVAILABLE, reason);
    }
}
