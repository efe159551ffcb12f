package io.millrace.control.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings as {@code docs/configuration.md} tells them: one row of a table for each. */
record ConfigurationPage(Map<String, String> defaults, List<String> faults) {

    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z0-9.-]+)` \\| `([^`]+)` \\| ([^|]*) \\| ([^|]+) \\|");
    private static final Pattern DURATION = Pattern.compile("PT(\\d+)([SMH])");

    static ConfigurationPage read(List<String> lines) {
        Map<String, String> defaults = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                continue;
            }
            if (defaults.put(row.group(1), row.group(2)) != null) {
                faults.add(row.group(1) + ": twice (expected: one row)");
            }
        }
        return new ConfigurationPage(defaults, faults);
    }

    /** What the page says otherwise than the program, one line for each setting. */
    List<String> differences(Map<String, String> inForce) {
        List<String> differences = new ArrayList<>(faults);
        new TreeMap<>(inForce)
                .forEach(
                        (key, value) -> {
                            String told = defaults.get(key);
                            String expected = spelled(value);
                            if (!expected.equals(told)) {
                                differences.add(
                                        key + ": " + told + " (expected: " + expected + ")");
                            }
                        });
        defaults.keySet().stream()
                .filter(key -> !inForce.containsKey(key))
                .forEach(key -> differences.add(key + ": not a setting of this program"));
        return differences;
    }

    /** A duration as a person writes it: {@code 15m} for {@code PT15M}. */
    private static String spelled(String value) {
        Matcher duration = DURATION.matcher(value);
        return duration.matches()
                ? duration.group(1) + duration.group(2).toLowerCase(Locale.ROOT)
                : value;
    }
}
