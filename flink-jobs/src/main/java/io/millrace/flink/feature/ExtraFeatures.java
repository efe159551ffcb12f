package io.millrace.flink.feature;

import io.millrace.domain.config.Settings;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configured features beyond the built-in ones, in the order of their places in the vector.
 *
 * @param features each a TA4J indicator by name
 * @param window bars that each value is computed from, and all that it knows
 */
public record ExtraFeatures(List<ExtraFeature> features, int window) implements Serializable {

    /** The most that fit into a vector beside the built-in features. */
    public static final int MOST = FeatureVector.MAX_FEATURES - FeatureVector.BUILT_IN;

    private static final int LARGEST_WINDOW = 1000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Set<String> KEYS = Set.of("name", "ta4j", "params", "of");

    /** The names in the order of the places. */
    public List<String> names() {
        return features.stream().map(ExtraFeature::name).toList();
    }

    /** No extra features. */
    public static ExtraFeatures none() {
        return new ExtraFeatures(List.of(), 1);
    }

    /** The features under {@code features}; every mistake is noted in the settings. */
    public static ExtraFeatures from(Settings settings) {
        int window = settings.whole("ta4j.window", 250);
        boolean usable = window >= 2 && window <= LARGEST_WINDOW;
        settings.check(usable, "ta4j.window", window, "2 to " + LARGEST_WINDOW + " bars");
        List<Map<String, Object>> sections = settings.sections("features");
        settings.check(sections.size() <= MOST, "features", sections.size(), "at most " + MOST);
        Set<String> taken = new HashSet<>();
        Arrays.stream(Feature.values()).map(Feature::label).forEach(taken::add);
        List<ExtraFeature> features = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            String key = "features[" + i + "]";
            String name = String.valueOf(sections.get(i).get("name"));
            settings.check(
                    NAME.matcher(name).matches(),
                    key + ".name",
                    name,
                    "small letters, digits and _");
            settings.check(
                    taken.add(name), key + ".name", name, "a name that no other feature has");
            try {
                Ta4jSpec spec = spec(sections.get(i), true);
                Ta4jRecipe recipe = Ta4jRecipe.of(spec);
                int readyAfter = usable ? Ta4jReadiness.of(spec, recipe, window) : 1;
                features.add(new ExtraFeature(name, spec, readyAfter));
            } catch (Ta4jMistake mistake) {
                settings.check(false, key, mistake.actual(), mistake.expected());
            }
        }
        return new ExtraFeatures(List.copyOf(features), window);
    }

    public int count() {
        return features.size();
    }

    /** The names of all features of a vector, built-in ones first. */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        Arrays.stream(Feature.values()).map(Feature::label).forEach(labels::add);
        features.forEach(feature -> labels.add(feature.name()));
        return labels;
    }

    private static Ta4jSpec spec(Map<?, ?> section, boolean named) throws Ta4jMistake {
        for (Object key : section.keySet()) {
            if (!KEYS.contains(String.valueOf(key)) || (!named && "name".equals(key))) {
                throw new Ta4jMistake(
                        String.valueOf(key), (named ? "name, " : "") + "ta4j, params or of");
            }
        }
        if (!(section.get("ta4j") instanceof String indicator)) {
            throw new Ta4jMistake(
                    "ta4j " + section.get("ta4j"), "the class name of a TA4J indicator");
        }
        return new Ta4jSpec(indicator, input(section.get("of")), params(section.get("params")));
    }

    private static @Nullable Ta4jSpec input(@Nullable Object of) throws Ta4jMistake {
        if (of == null) {
            return null;
        }
        if (of instanceof Map<?, ?> section) {
            return spec(section, false);
        }
        return new Ta4jSpec(String.valueOf(of), null, List.of());
    }

    private static List<Object> params(@Nullable Object written) throws Ta4jMistake {
        if (written == null) {
            return List.of();
        }
        List<?> list = written instanceof List<?> several ? several : List.of(written);
        List<Object> params = new ArrayList<>();
        for (Object one : list) {
            params.add(one instanceof Map<?, ?> section ? spec(section, false) : scalar(one));
        }
        return List.copyOf(params);
    }

    /** A number as an Integer where it is whole and as a Double where not; else as it is. */
    private static Object scalar(Object written) {
        if (written instanceof Boolean) {
            return written;
        }
        String text = String.valueOf(written);
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return number.stripTrailingZeros().scale() <= 0
                    ? (Object) number.intValueExact()
                    : (Object) number.doubleValue();
        } catch (ArithmeticException | NumberFormatException notANumber) {
            return text;
        }
    }
}
