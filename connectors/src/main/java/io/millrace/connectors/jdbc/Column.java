package io.millrace.connectors.jdbc;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table: where its values come from in a row, and how they travel.
 *
 * <p>The values of a batch travel as one array per column, whose type lets the driver send numbers
 * and texts in binary.
 *
 * @param <T> row
 */
public final class Column<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final String elementType;
    private final String expression;
    private final Getter<T, Object> value;
    private final Class<?> element;

    private Column(
            String name,
            String elementType,
            String expression,
            Getter<T, Object> value,
            Class<?> element) {
        this.name = name;
        this.elementType = elementType;
        this.expression = expression;
        this.value = value;
        this.element = element;
    }

    /** Text; a NUL character, which PostgreSQL cannot hold, becomes U+FFFD. */
    public static <T> Column<T> text(String name, Getter<T, String> getter) {
        return texts(name, "%s", row -> printable(getter.of(row)));
    }

    /** The name of an enum constant. */
    public static <T> Column<T> choice(String name, Getter<T, Enum<?>> getter) {
        return texts(
                name,
                "%s",
                row -> {
                    Enum<?> one = getter.of(row);
                    return one == null ? null : one.name();
                });
    }

    /** An exact decimal. */
    public static <T> Column<T> exact(String name, Getter<T, BigDecimal> getter) {
        return texts(
                name,
                "%s::numeric",
                row -> {
                    BigDecimal number = getter.of(row);
                    return number == null ? null : number.toPlainString();
                });
    }

    public static <T> Column<T> id(String name, Getter<T, UUID> getter) {
        return texts(
                name,
                "%s::uuid",
                row -> {
                    UUID id = getter.of(row);
                    return id == null ? null : id.toString();
                });
    }

    /** JSON as {@link Json} writes it. */
    public static <T> Column<T> json(String name, Getter<T, Json> getter) {
        return texts(
                name,
                "%s::jsonb",
                row -> {
                    Json json = getter.of(row);
                    return json == null ? null : json.toString();
                });
    }

    /** An instant, from epoch milliseconds. */
    public static <T> Column<T> time(String name, Getter.OfLong<T> getter) {
        return longs(name, "to_timestamp(%s::float8 / 1000)", getter);
    }

    /** An instant that may be absent, from epoch milliseconds. */
    public static <T> Column<T> optionalTime(String name, Getter<T, Long> getter) {
        return new Column<>(
                name, "int8", "to_timestamp(%s::float8 / 1000)", getter::of, Long.class);
    }

    /** A date, from the days since 1970-01-01. */
    public static <T> Column<T> day(String name, Getter.OfLong<T> getter) {
        return longs(name, "date '1970-01-01' + %s::integer", getter);
    }

    /** Bytes as they are. */
    public static <T> Column<T> bytes(String name, Getter<T, byte[]> getter) {
        return new Column<>(name, "bytea", "%s", getter::of, byte[].class);
    }

    public static <T> Column<T> whole(String name, Getter.OfLong<T> getter) {
        return longs(name, "%s", getter);
    }

    public static <T> Column<T> number(String name, Getter.OfDouble<T> getter) {
        return new Column<>(name, "float8", "%s", getter::of, Double.class);
    }

    public static <T> Column<T> optionalNumber(String name, Getter<T, Double> getter) {
        return new Column<>(name, "float8", "%s", getter::of, Double.class);
    }

    public static <T> Column<T> flag(String name, Getter<T, Boolean> getter) {
        return new Column<>(name, "bool", "%s", getter::of, Boolean.class);
    }

    /** The same column of rows that have the row it reads as a part. */
    <W> Column<W> within(Getter<W, T> part) {
        Getter<T, Object> inner = value;
        return new Column<>(
                name,
                elementType,
                expression,
                whole -> {
                    T row = part.of(whole);
                    return row == null ? null : inner.of(row);
                },
                element);
    }

    public String name() {
        return name;
    }

    /** SQL type of the elements of the array that travels. */
    String elementType() {
        return elementType;
    }

    /** What makes the column's value out of an element of the array. */
    String expression(String element) {
        return expression.replace("%s", element);
    }

    @Nullable Object value(T row) {
        return value.of(row);
    }

    /** The column's values of a batch, as the driver wants them: in an array of their own type. */
    @Nullable Object[] array(List<T> rows) {
        @Nullable Object[] values = (Object[]) Array.newInstance(element, rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.of(rows.get(i));
        }
        return values;
    }

    private static <T> Column<T> texts(String name, String expression, Getter<T, String> getter) {
        return new Column<>(name, "text", expression, getter::of, String.class);
    }

    private static <T> Column<T> longs(String name, String expression, Getter.OfLong<T> getter) {
        return new Column<>(name, "int8", expression, getter::of, Long.class);
    }

    private static @Nullable String printable(@Nullable String text) {
        return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}
