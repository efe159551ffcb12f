package io.millrace.connectors.kafka.event;

import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.feature.ReturnWindow;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Any record of the domain, with a random value in every component, absent ones included. */
final class RandomRecords {

    private static final double[] CORNERS = {
        0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, -1e-300, 0.1, 1 / 3.0
    };
    private static final String LETTERS = "AZaz09 .-_/\\\"\n\u00e9\u65e5\ud83d\ude80";

    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    <R> R of(Class<R> type) {
        return type.cast(record(type));
    }

    String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    boolean sometimes() {
        return random.nextInt(3) == 0;
    }

    private Object record(Class<?> type) {
        if (type == ReturnWindow.class) {
            return returns();
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            AnnotatedType component = components[i].getAnnotatedType();
            boolean nullable = component.isAnnotationPresent(Nullable.class);
            values[i] = nullable && sometimes() ? null : value(component.getType());
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType list) {
            List<Object> values = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                values.add(value(list.getActualTypeArguments()[0]));
            }
            return List.copyOf(values);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return text();
        } else if (plain == long.class || plain == Long.class) {
            return random.nextLong() >> 20;
        } else if (plain == int.class) {
            return random.nextInt();
        } else if (plain == boolean.class) {
            return random.nextBoolean();
        } else if (plain == double.class || plain == Double.class) {
            return number();
        } else if (plain == BigDecimal.class) {
            return decimal();
        } else if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        } else if (plain.isRecord()) {
            return record(plain);
        }
        throw new IllegalArgumentException("no random " + plain.getName());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int at = random.nextInt(LETTERS.codePointCount(0, LETTERS.length()));
            text.appendCodePoint(LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, at)));
        }
        return text.toString();
    }

    double number() {
        return sometimes()
                ? CORNERS[random.nextInt(CORNERS.length)]
                : (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(12));
    }

    /** Up to 38 digits, 18 of them behind the point, without zeros at its end. */
    private BigDecimal decimal() {
        int scale = random.nextInt(19);
        BigInteger digits = new BigInteger(1 + random.nextInt(3 * (20 + scale)), random);
        BigDecimal value = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), scale);
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private ReturnWindow returns() {
        int size = random.nextInt(ReturnWindow.LENGTH + 1);
        long[] ends = new long[size];
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            ends[i] = 60_000L * i;
            values[i] = number();
        }
        return ReturnWindow.of(ends, values);
    }

    FeatureVector features(String symbol, long atMillis, int places) {
        double[] values = new double[places];
        long ready = 0;
        for (int place = 0; place < places; place++) {
            if (random.nextBoolean()) {
                values[place] = number();
                ready |= 1L << place;
            }
        }
        return new FeatureVector(symbol, atMillis, values, ready);
    }
}
