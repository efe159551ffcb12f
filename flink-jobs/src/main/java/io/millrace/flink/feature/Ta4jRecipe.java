package io.millrace.flink.feature;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;

/** How to make a configured indicator over any series: a constructor and what goes into it. */
final class Ta4jRecipe {

    private final Constructor<?> constructor;
    private final List<Ingredient> ingredients;
    private final int guesses;

    /** What one parameter of the constructor gets. */
    interface Ingredient {
        Object over(BarSeries series);
    }

    Ta4jRecipe(Constructor<?> constructor, List<Ingredient> ingredients, int guesses) {
        this.constructor = constructor;
        this.ingredients = ingredients;
        this.guesses = guesses;
    }

    /** The recipe for an indicator; the constructor that leaves least to guess is taken. */
    static Ta4jRecipe of(Ta4jSpec spec) throws Ta4jMistake {
        Class<?> type = Ta4jCatalogue.named(spec.indicator()).orElse(null);
        if (type == null) {
            throw new Ta4jMistake(
                    spec.indicator(),
                    "an indicator of TA4J, perhaps "
                            + String.join(", ", Ta4jCatalogue.nearest(spec.indicator())));
        }
        Ta4jArguments.Nested nested = Ta4jArguments.nested(spec);
        return Arrays.stream(type.getConstructors())
                .map(constructor -> new Ta4jArguments(spec, nested).fitting(constructor))
                .flatMap(Optional::stream)
                .min(
                        Comparator.<Ta4jRecipe>comparingInt(recipe -> recipe.guesses)
                                .thenComparing(recipe -> recipe.constructor.toString()))
                .orElseThrow(
                        () ->
                                new Ta4jMistake(
                                        spec.indicator() + " with params " + spec.params(),
                                        "one of " + signatures(type)));
    }

    Class<?> type() {
        return constructor.getDeclaringClass();
    }

    /** The indicator over a series. */
    Indicator<?> over(BarSeries series) {
        Object[] arguments = new Object[ingredients.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = ingredients.get(i).over(series);
        }
        try {
            return (Indicator<?>) constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    Objects.requireNonNullElse(e.getCause(), e).toString(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signatures(Class<?> type) {
        return Arrays.stream(type.getConstructors())
                .map(
                        constructor ->
                                Arrays.stream(constructor.getParameterTypes())
                                        .filter(parameter -> parameter != BarSeries.class)
                                        .map(Class::getSimpleName)
                                        .collect(Collectors.joining(", ", "(", ")")))
                .sorted()
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
