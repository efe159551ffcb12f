package io.millrace.modelserver.repository;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is served of a model at one moment; replaced as a whole.
 *
 * @param versions that serve
 * @param failures why a version that should serve does not, or not as its files are now
 * @param tried the fingerprints of the versions when they were last looked at
 * @param unloaded whether a caller has asked for its end
 */
record ServedModel(
        NavigableMap<Integer, ServedVersion> versions,
        NavigableMap<Integer, String> failures,
        Map<Integer, String> tried,
        boolean unloaded) {

    static final ServedModel NONE =
            new ServedModel(new TreeMap<>(), new TreeMap<>(), Map.of(), false);

    ServedModel {
        versions = Collections.unmodifiableNavigableMap(new TreeMap<>(versions));
        failures = Collections.unmodifiableNavigableMap(new TreeMap<>(failures));
        tried = Map.copyOf(tried);
    }

    ServedModel ended() {
        return new ServedModel(new TreeMap<>(), new TreeMap<>(), tried, true);
    }
}
