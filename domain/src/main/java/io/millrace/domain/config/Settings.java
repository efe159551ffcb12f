package io.millrace.domain.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A configuration as it was written: dotted keys and their values, read with a default and checked
 * as it is read.
 *
 * <p>A value that cannot be used is noted and replaced by the default, so that one reading finds
 * every mistake; {@link #finish()} then refuses them all at once, together with every key that
 * nobody asked for.
 */
public final class Settings {

    private final Map<String, Object> values;
    private final Map<String, String> read = new TreeMap<>();
    private final Set<String> complaints = new LinkedHashSet<>();

    /**
     * Settings over already flattened values.
     *
     * @param values dotted key to scalar, list or (inside lists) map
     */
    public Settings(Map<String, Object> values) {
        this.values = new TreeMap<>(values);
    }

    /** Sections within sections, as a YAML file nests them, as one map of dotted keys. */
    public static Map<String, Object> flat(Map<?, ?> sections) {
        Map<String, Object> flat = new TreeMap<>();
        flatten("", sections, flat);
        return flat;
    }

    private static void flatten(String prefix, Map<?, ?> section, Map<String, Object> flat) {
        section.forEach(
                (name, value) -> {
                    if (value instanceof Map<?, ?> inner) {
                        flatten(prefix + name + ".", inner, flat);
                    } else {
                        flat.put(prefix + name, value);
                    }
                });
    }

    public String text(String key, String standard) {
        return read(key, standard, "text", Object::toString);
    }

    public BigDecimal decimal(String key, String standard) {
        return read(
                key,
                new BigDecimal(standard),
                "a decimal number",
                value -> new BigDecimal(value.toString()));
    }

    /** A number for statistics; NaN and infinities are refused. */
    public double number(String key, double standard) {
        return read(
                key, standard, "a number", value -> new BigDecimal(value.toString()).doubleValue());
    }

    public int whole(String key, int standard) {
        return read(
                key,
                standard,
                "a whole number",
                value -> new BigDecimal(value.toString()).intValueExact());
    }

    public boolean flag(String key, boolean standard) {
        return read(
                key,
                standard,
                "true or false",
                value ->
                        switch (value.toString()) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw new IllegalArgumentException();
                        });
    }

    /** A duration such as {@code 15m}, {@code 30s} or ISO-8601 {@code PT15M}. */
    public Duration duration(String key, String standard) {
        return read(
                key,
                parseDuration(standard),
                "a duration such as 90s, 15m or 2h",
                value -> parseDuration(value.toString()));
    }

    /** A time of day in the market's zone, such as {@code 15:45}. */
    public LocalTime time(String key, String standard) {
        return read(
                key,
                LocalTime.parse(standard),
                "a time of day such as 15:45",
                value -> LocalTime.parse(value.toString()));
    }

    public <E extends Enum<E>> E choice(String key, Class<E> type, E standard) {
        List<String> names = Arrays.stream(type.getEnumConstants()).map(Settings::spelled).toList();
        return read(
                key,
                standard,
                "one of " + String.join(", ", names),
                value -> type.getEnumConstants()[names.indexOf(value.toString())]);
    }

    /** A list of texts; absent means empty. */
    public List<String> texts(String key) {
        return read(
                key,
                List.of(),
                "a list of texts",
                value -> ((List<?>) value).stream().map(Object::toString).toList());
    }

    /** A list of maps, such as extra features; absent means empty. */
    @SuppressWarnings("unchecked") // YAML maps have text keys: the reader of the file sees to it
    public List<Map<String, Object>> sections(String key) {
        return read(
                key,
                List.of(),
                "a list of sections",
                value -> ((List<?>) value).stream().map(one -> (Map<String, Object>) one).toList());
    }

    /** Notes a complaint unless the condition holds; for ranges and contradictions. */
    public void check(boolean holds, String key, Object actual, String expected) {
        if (!holds) {
            complain(key, actual, expected);
        }
    }

    /** Every key that was read, with the value in force: the configuration of the run. */
    public Map<String, String> inForce() {
        return Map.copyOf(read);
    }

    /**
     * Refuses the configuration if anything in it was wrong.
     *
     * @throws InvalidConfiguration naming every mistake
     */
    public void finish() {
        for (String key : values.keySet()) {
            if (!read.containsKey(key)) {
                complaints.add(key + ": not a setting of this program");
            }
        }
        if (!complaints.isEmpty()) {
            throw new InvalidConfiguration(new ArrayList<>(complaints));
        }
    }

    private <T> T read(String key, T standard, String expected, Function<Object, T> parse) {
        Object value = values.get(key);
        T result = standard;
        if (value != null) {
            try {
                result = parse.apply(value);
            } catch (RuntimeException unreadable) {
                complain(key, value, expected);
            }
        } else if (values.containsKey(key)) {
            complain(key, "empty", expected);
        }
        read.put(key, printed(result));
        return result;
    }

    private void complain(String key, Object actual, String expected) {
        complaints.add(key + ": " + actual + " (expected: " + expected + ")");
    }

    private static Duration parseDuration(String text) {
        String number = text.substring(0, Math.max(0, text.length() - 1));
        return switch (text.isEmpty() ? ' ' : text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(Long.parseLong(number));
            case 'm' -> Duration.ofMinutes(Long.parseLong(number));
            case 'h' -> Duration.ofHours(Long.parseLong(number));
            case 'd' -> Duration.ofDays(Long.parseLong(number));
            default -> iso(text);
        };
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String printed(Object value) {
        return value instanceof Enum<?> one ? spelled(one) : value.toString();
    }

    private static String spelled(Enum<?> one) {
        return one.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
