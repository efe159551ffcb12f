package io.millrace.connectors.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON text in the making; what JSON or PostgreSQL cannot hold (NaN, NUL) is left out. */
public final class Json {

    private final StringBuilder text = new StringBuilder();
    private final char end;

    private Json(char start, char end) {
        text.append(start);
        this.end = end;
    }

    public static Json object() {
        return new Json('{', '}');
    }

    /** An array with one element per item. */
    public static <T> Json array(List<T> items, Function<T, Json> element) {
        Json array = new Json('[', ']');
        for (T item : items) {
            array.separate().text.append(element.apply(item));
        }
        return array;
    }

    public static Json texts(List<String> items) {
        Json array = new Json('[', ']');
        for (String item : items) {
            array.separate().quote(item);
        }
        return array;
    }

    public static Json numbers(List<Double> items) {
        Json array = new Json('[', ']');
        for (Double item : items) {
            array.separate().number(item);
        }
        return array;
    }

    public static Json of(Map<String, String> entries) {
        Json object = object();
        entries.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> object.put(entry.getKey(), entry.getValue()));
        return object;
    }

    public Json put(String name, String value) {
        name(name).quote(value);
        return this;
    }

    public Json put(String name, @Nullable Double value) {
        name(name).number(value);
        return this;
    }

    public Json put(String name, boolean value) {
        name(name).text.append(value);
        return this;
    }

    public Json put(String name, Json value) {
        name(name).text.append(value);
        return this;
    }

    @Override
    public String toString() {
        return text.toString() + end;
    }

    private void number(@Nullable Double value) {
        boolean present = value != null && !value.isNaN() && !value.isInfinite();
        text.append(present ? String.valueOf(value) : "null");
    }

    private Json name(String name) {
        separate().quote(name);
        text.append(':');
        return this;
    }

    private Json separate() {
        if (text.length() > 1) {
            text.append(',');
        }
        return this;
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            if (one == '"' || one == '\\') {
                text.append('\\').append(one);
            } else if (one == 0 || (Character.isSurrogate(one) && !paired(value, i))) {
                text.append('\uFFFD');
            } else if (one < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) one));
            } else {
                text.append(one);
            }
        }
        text.append('"');
    }

    private static boolean paired(String value, int at) {
        return Character.isHighSurrogate(value.charAt(at))
                ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    }
}
