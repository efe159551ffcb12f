package io.millrace.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A YAML document as plain maps and lists, with words for looking around in it. */
final class Yaml {

    private Yaml() {}

    static List<Map<String, Object>> documents(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object one : new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).loadAll(text)) {
            if (one != null) {
                documents.add(map(one));
            }
        }
        return documents;
    }

    static Map<String, Object> document(String text) {
        List<Map<String, Object>> documents = documents(text);
        if (documents.size() != 1) {
            throw new AssertionError(documents.size() + " documents (expected: 1)");
        }
        return documents.get(0);
    }

    /** The value at a path of keys; empty when it is not there. */
    static Optional<Object> at(@Nullable Object node, String... path) {
        Object here = node;
        for (String key : path) {
            here = here instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return Optional.ofNullable(here);
    }

    static String text(@Nullable Object node, String... path) {
        return at(node, path).map(Object::toString).orElse("");
    }

    static Map<String, Object> mapAt(@Nullable Object node, String... path) {
        return at(node, path).map(Yaml::map).orElse(Map.of());
    }

    /** The maps of a list. */
    static List<Map<String, Object>> maps(@Nullable Object node, String... path) {
        List<Map<String, Object>> maps = new ArrayList<>();
        if (at(node, path).orElse(List.of()) instanceof List<?> list) {
            for (Object one : list) {
                maps.add(map(one));
            }
        }
        return maps;
    }

    static List<String> texts(@Nullable Object node, String... path) {
        List<String> texts = new ArrayList<>();
        if (at(node, path).orElse(List.of()) instanceof List<?> list) {
            list.forEach(one -> texts.add(String.valueOf(one)));
        }
        return texts;
    }

    private static Map<String, Object> map(Object node) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> any) {
            any.forEach((key, value) -> map.put(String.valueOf(key), value));
        }
        return map;
    }
}
