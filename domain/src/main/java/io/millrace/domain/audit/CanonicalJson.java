package io.millrace.domain.audit;

import io.millrace.domain.feature.ReturnWindow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON that has one form only: keys sorted, no white space, exact decimals as texts with
 * their scale, doubles with the fewest digits that give them back, absence as {@code null}.
 *
 * <p>A record is an object of all its components, so that nothing can be forgotten in the audit
 * when a record grows.
 */
public final class CanonicalJson {

    /** Below it a decimal of so many digits always survives being a double. */
    private static final int SAFE_DIGITS = 15;

    private static final int MOST_DIGITS = 17;

    private static final ClassValue<RecordComponent[]> COMPONENTS =
            new ClassValue<>() {
                @Override
                protected RecordComponent[] computeValue(Class<?> type) {
                    RecordComponent[] components = type.getRecordComponents();
                    Arrays.sort(components, Comparator.comparing(RecordComponent::getName));
                    return components;
                }
            };

    private final StringBuilder text = new StringBuilder(512);

    private CanonicalJson() {}

    /**
     * The value's only form.
     *
     * @param value a record, map, list, array, text, number, enum constant, flag or null
     */
    public static String of(@Nullable Object value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return json.text.toString();
    }

    private void write(@Nullable Object value) {
        if (value == null) {
            text.append("null");
        } else if (value instanceof Double number) {
            number(number);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Enum<?> one) {
            quoted(one.name());
        } else if (value instanceof ReturnWindow window) {
            // its arrays reach beyond the window and are shared with others
            write(Map.of("endMillis", window.endMillis(), "returns", window.returns()));
        } else if (value instanceof Record one) {
            object(one);
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> list) {
            array(list);
        } else if (value instanceof double[] numbers) {
            array(Arrays.stream(numbers).boxed().toList());
        } else if (value instanceof long[] numbers) {
            array(Arrays.stream(numbers).boxed().toList());
        } else if (value instanceof String || value instanceof BigDecimal) {
            quoted(value.toString());
        } else {
            throw new IllegalArgumentException(
                    value.getClass() + " (expected: a type that has a canonical form)");
        }
    }

    private void object(Record one) {
        char before = '{';
        for (RecordComponent component : COMPONENTS.get(one.getClass())) {
            text.append(before);
            quoted(component.getName());
            text.append(':');
            write(read(one, component));
            before = ',';
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private static @Nullable Object read(Record one, RecordComponent component) {
        try {
            return component.getAccessor().invoke(one);
        } catch (IllegalAccessException | InvocationTargetException hidden) {
            throw new IllegalArgumentException(
                    one.getClass() + " (expected: a public record)", hidden);
        }
    }

    private void object(Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key.toString(), value));
        char before = '{';
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            text.append(before);
            quoted(entry.getKey());
            text.append(':');
            write(entry.getValue());
            before = ',';
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private void array(Iterable<?> list) {
        char before = '[';
        for (Object value : list) {
            text.append(before);
            write(value);
            before = ',';
        }
        text.append(before == '[' ? "[]" : "]");
    }

    /** As ECMAScript prints numbers; what JSON has no number for is a text. */
    private void number(double value) {
        if (!Double.isFinite(value)) {
            quoted(Double.toString(value));
        } else if (value == 0) {
            text.append(1 / value < 0 ? "-0" : "0");
        } else {
            BigDecimal shortest = shortest(value);
            int exponent = shortest.precision() - shortest.scale() - 1;
            text.append(
                    exponent >= -6 && exponent <= 20
                            ? shortest.toPlainString()
                            : shortest.toString().replace('E', 'e'));
        }
    }

    /** Not what {@code Double.toString} gives: it differs between versions of Java. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = exact;
        boolean coarse = Math.abs(value) < Double.MIN_NORMAL; // has fewer bits than others
        for (int digits = coarse ? 1 : SAFE_DIGITS; digits <= MOST_DIGITS; digits++) {
            rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                break;
            }
        }
        return rounded.stripTrailingZeros();
    }

    private void quoted(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> plain(value, i);
            }
        }
        text.append('"');
    }

    /** Control characters and halves of a surrogate pair, which UTF-8 cannot hold, are escaped. */
    private void plain(String value, int place) {
        char c = value.charAt(place);
        if (c < ' ' || isLoneHalf(value, place)) {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
            text.append(c);
        }
    }

    private static boolean isLoneHalf(String value, int place) {
        char c = value.charAt(place);
        if (Character.isHighSurrogate(c)) {
            return place + 1 == value.length()
                    || !Character.isLowSurrogate(value.charAt(place + 1));
        }
        return Character.isLowSurrogate(c)
                && (place == 0 || !Character.isHighSurrogate(value.charAt(place - 1)));
    }
}
