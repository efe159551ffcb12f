package io.millrace.flink.feature;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every indicator class of TA4J by its simple name.
 *
 * <p>The names are a list beside this class, so that it works from any jar and class loader; a test
 * holds the list against the classes in TA4J's own jar.
 */
final class Ta4jCatalogue {

    static final String LIST = "ta4j-indicators.txt";

    private static final int SUGGESTIONS = 3;
    private static final SortedMap<String, String> CLASSES = read();

    private Ta4jCatalogue() {}

    /** The indicator's class, or empty where TA4J has none of that name. */
    static Optional<Class<?>> named(String simpleName) {
        return Optional.ofNullable(CLASSES.get(simpleName)).map(Ta4jCatalogue::load);
    }

    static List<String> names() {
        return List.copyOf(CLASSES.keySet());
    }

    /** The names that somebody who wrote this probably meant, best first. */
    static List<String> nearest(String name) {
        String wanted = stem(name);
        return CLASSES.keySet().stream()
                .sorted(
                        Comparator.<String>comparingInt(known -> distance(wanted, stem(known)))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(SUGGESTIONS)
                .toList();
    }

    private static String stem(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("indicator")
                ? lower.substring(0, lower.length() - "indicator".length())
                : lower;
    }

    /** Levenshtein's distance. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }

    private static SortedMap<String, String> read() {
        try (InputStream list = Ta4jCatalogue.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException(LIST + ": missing (expected: beside its class)");
            }
            return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
                    .lines()
                    .collect(
                            Collectors.toMap(
                                    line -> line.substring(line.lastIndexOf('.') + 1),
                                    line -> line,
                                    (first, second) -> first,
                                    TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Ta4jCatalogue.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + ": not in TA4J (expected: as listed)", e);
        }
    }
}
