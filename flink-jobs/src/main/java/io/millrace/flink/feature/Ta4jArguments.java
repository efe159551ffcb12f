package io.millrace.flink.feature;

import io.millrace.flink.feature.Ta4jRecipe.Ingredient;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * Deals a configured indicator's parameters out to one constructor.
 *
 * <p>The series is given where it is asked for. The first indicator asked for is the configured
 * input, or the close; another one is a nested indicator among the parameters or, where its class
 * needs nothing but the series (such as the high), made from that. All parameters must be used up.
 */
final class Ta4jArguments {

    private final Ta4jSpec spec;
    private final Nested nested;
    private final List<Ingredient> ingredients = new ArrayList<>();
    private int used;
    private int guesses;
    private boolean inputUsed;

    /** The recipes of the indicators inside another one. */
    record Nested(@Nullable Ta4jRecipe input, Map<Ta4jSpec, Ta4jRecipe> parameters) {}

    Ta4jArguments(Ta4jSpec spec, Nested nested) {
        this.spec = spec;
        this.nested = nested;
    }

    /** The recipes of all that is nested in the indicator. */
    static Nested nested(Ta4jSpec spec) throws Ta4jMistake {
        Map<Ta4jSpec, Ta4jRecipe> parameters = new HashMap<>();
        for (Object parameter : spec.params()) {
            if (parameter instanceof Ta4jSpec inner) {
                parameters.put(inner, Ta4jRecipe.of(inner));
            }
        }
        return new Nested(spec.of() == null ? null : Ta4jRecipe.of(spec.of()), parameters);
    }

    /** The recipe with this constructor, or empty where the parameters do not fit it. */
    Optional<Ta4jRecipe> fitting(Constructor<?> constructor) {
        for (Class<?> type : constructor.getParameterTypes()) {
            Ingredient ingredient = type.isArray() ? array(type) : single(type);
            if (ingredient == null) {
                return Optional.empty();
            }
            ingredients.add(ingredient);
        }
        boolean allUsed = used == spec.params().size() && (spec.of() == null || inputUsed);
        return allUsed
                ? Optional.of(new Ta4jRecipe(constructor, List.copyOf(ingredients), guesses))
                : Optional.empty();
    }

    private @Nullable Ingredient single(Class<?> type) {
        if (type == BarSeries.class) {
            return series -> series;
        }
        if (Indicator.class.isAssignableFrom(type)) {
            return indicator(type);
        }
        if (used == spec.params().size()) {
            return null;
        }
        Object value = scalar(type, spec.params().get(used));
        if (value == null) {
            return null;
        }
        used++;
        return series -> value;
    }

    private @Nullable Ingredient indicator(Class<?> type) {
        if (used < spec.params().size() && spec.params().get(used) instanceof Ta4jSpec inner) {
            Ta4jRecipe recipe = nested.parameters().get(inner);
            if (recipe != null && type.isAssignableFrom(recipe.type())) {
                used++;
                return recipe::over;
            }
        }
        if (!inputUsed) {
            Ta4jRecipe input = nested.input();
            if (input != null && type.isAssignableFrom(input.type())) {
                inputUsed = true;
                return input::over;
            }
            if (input == null && type.isAssignableFrom(ClosePriceIndicator.class)) {
                inputUsed = true;
                return ClosePriceIndicator::new;
            }
        }
        return fromTheSeriesAlone(type);
    }

    private @Nullable Ingredient fromTheSeriesAlone(Class<?> type) {
        guesses++;
        return Arrays.stream(type.getConstructors())
                .filter(
                        one ->
                                Arrays.equals(
                                        one.getParameterTypes(), new Class<?>[] {BarSeries.class}))
                .findFirst()
                .map(one -> new Ta4jRecipe(one, List.of(series -> series), 0))
                .<Ingredient>map(recipe -> recipe::over)
                .orElse(null);
    }

    /** All the remaining parameters. */
    private @Nullable Ingredient array(Class<?> type) {
        Class<?> component = type.getComponentType();
        List<Ingredient> parts = new ArrayList<>();
        while (used < spec.params().size()) {
            Ingredient part = single(component);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return series -> {
            Object array = Array.newInstance(component, parts.size());
            for (int i = 0; i < parts.size(); i++) {
                Array.set(array, i, parts.get(i).over(series));
            }
            return array;
        };
    }

    /** The parameter as the type that is asked for, or null where it is none of that type. */
    private @Nullable Object scalar(Class<?> type, Object parameter) {
        if (parameter instanceof Number number) {
            return number(type, number);
        }
        if (type == boolean.class || type == Boolean.class) {
            return parameter instanceof Boolean ? parameter : null;
        }
        if (parameter instanceof String text) {
            return type.isEnum() ? constant(type, text) : type == String.class ? text : null;
        }
        return null;
    }

    private @Nullable Object number(Class<?> type, Number number) {
        if (type == int.class || type == Integer.class) {
            return number instanceof Integer ? number : null;
        }
        if (type == Num.class || type == Object.class) {
            return DoubleNum.valueOf(number.doubleValue());
        }
        if (type == double.class || type == Double.class || type == Number.class) {
            guesses += number instanceof Integer ? 1 : 0;
            return number.doubleValue();
        }
        return null;
    }

    private static @Nullable Object constant(Class<?> type, String text) {
        String wanted = text.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
        for (Object constant : type.getEnumConstants()) {
            String known = ((Enum<?>) constant).name().replace("_", "").toLowerCase(Locale.ROOT);
            if (known.equals(wanted)) {
                return constant;
            }
        }
        return null;
    }
}
