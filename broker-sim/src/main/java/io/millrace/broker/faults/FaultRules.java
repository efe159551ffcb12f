package io.millrace.broker.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code faults:} lists, from a YAML file or from JSON, which is YAML too. */
public final class FaultRules {

    private static final Set<String> KEYS =
            Set.of("kind", "path", "from", "for", "times", "share", "delay");
    private static final String DURATION = "seconds, or a duration such as 500ms, 30s or 5m";

    private final String name;
    private final Map<?, ?> values;

    private FaultRules(String name, Map<?, ?> values) {
        this.name = name;
        this.values = values;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidFaults naming the first mistake
     */
    public static List<FaultRule> read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw InvalidFaults.at("faults", file, "a readable YAML file in UTF-8");
        }
    }

    /**
     * Reads a text.
     *
     * @param label names the text in messages
     * @throws InvalidFaults naming the first mistake
     */
    public static List<FaultRule> parse(String text, String label) {
        Object root;
        try {
            root = new Load(LoadSettings.builder().setLabel(label).build()).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new InvalidFaults(label + ": no YAML\n" + String.valueOf(e.getMessage()).strip());
        }
        if (!(root instanceof Map<?, ?> map)
                || map.size() != 1
                || !(map.get("faults") instanceof List<?> list)) {
            throw InvalidFaults.at(label, "its form", "faults: and a list of faults");
        }
        List<FaultRule> rules = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String name = "faults[" + i + "]";
            if (!(list.get(i) instanceof Map<?, ?> values)) {
                throw InvalidFaults.at(name, list.get(i), "kind: and what else it needs");
            }
            rules.add(new FaultRules(name, values).rule());
        }
        return List.copyOf(rules);
    }

    private FaultRule rule() {
        for (Object key : values.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw InvalidFaults.at(
                        name, key, "one of " + String.join(", ", new TreeSet<>(KEYS)));
            }
        }
        FaultKind kind = kind();
        Faults.Fault fault = new Faults.Fault(kind, path(), millis("delay", "1"), share());
        long times = times(kind == FaultKind.RESTART ? 1 : FaultRule.ALWAYS);
        long length = values.containsKey("for") ? millis("for", "0") : Long.MAX_VALUE;
        Long market = marketInstant();
        long from = market == null ? millis("from", "0") : market;
        long until = length == Long.MAX_VALUE ? Long.MAX_VALUE : Math.addExact(from, length);
        return new FaultRule(fault, market != null, from, until, times);
    }

    private FaultKind kind() {
        String text = text("kind", "").toUpperCase(Locale.ROOT).replace('-', '_');
        for (FaultKind kind : FaultKind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        throw wrong(
                "kind",
                "one of "
                        + String.join(
                                ", ", Arrays.stream(FaultKind.values()).map(Enum::name).toList()));
    }

    private String path() {
        String path = text("path", "");
        try {
            return Pattern.compile(path).pattern();
        } catch (PatternSyntaxException e) {
            throw wrong("path", "a regular expression such as POST /v2/orders");
        }
    }

    private double share() {
        try {
            double share = Double.parseDouble(text("share", "1"));
            if (share > 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            throw wrong("share", "> 0 and <= 1");
        }
        throw wrong("share", "> 0 and <= 1");
    }

    private long times(long standard) {
        try {
            long times = Long.parseLong(text("times", Long.toString(standard)));
            if (times > 0) {
                return times;
            }
        } catch (NumberFormatException e) {
            throw wrong("times", "a whole number > 0");
        }
        throw wrong("times", "a whole number > 0");
    }

    /** A {@code from} that is an instant is meant as market time. */
    private @Nullable Long marketInstant() {
        String text = text("from", "");
        if (!text.contains("T")) {
            return null;
        }
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw wrong("from", "seconds since the start, or an instant of market time");
        }
    }

    private long millis(String key, String standard) {
        String text = text(key, standard);
        try {
            Duration duration =
                    text.endsWith("ms")
                            ? Duration.ofMillis(
                                    Long.parseLong(text.substring(0, text.length() - 2)))
                            : text.startsWith("P")
                                    ? Duration.parse(text)
                                    : Character.isLetter(text.charAt(text.length() - 1))
                                            ? Duration.parse("PT" + text)
                                            : Duration.ofNanos(
                                                    Math.round(Double.parseDouble(text) * 1e9));
            if (!duration.isNegative()) {
                return duration.toMillis();
            }
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            throw wrong(key, DURATION);
        }
        throw wrong(key, DURATION);
    }

    private String text(String key, String standard) {
        Object value = values.get(key);
        return value == null ? standard : value.toString();
    }

    private InvalidFaults wrong(String key, String expected) {
        Object value = values.get(key);
        return InvalidFaults.at(name + "." + key, value == null ? "missing" : value, expected);
    }
}
