package io.millrace.connectors.kafka.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Exact decimals in the contract's form: 38 digits, 18 of them behind the point. */
final class Decimals {

    private static final int PRECISION = 38;
    private static final int PLACES = 18;

    private Decimals() {}

    /**
     * The form on the wire; places beyond the eighteenth, which only averages have, are rounded.
     */
    static BigDecimal wire(String field, BigDecimal value) {
        BigDecimal wire = value.setScale(PLACES, RoundingMode.HALF_EVEN);
        if (wire.precision() > PRECISION) {
            throw new IllegalArgumentException(
                    field + ": " + value + " (expected: at most 20 digits before the point)");
        }
        return wire;
    }

    static @Nullable BigDecimal wireOrAbsent(String field, @Nullable BigDecimal value) {
        return value == null ? null : wire(field, value);
    }

    /** The number without the zeros that the wire added. */
    static BigDecimal plain(BigDecimal wire) {
        BigDecimal plain = wire.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    static @Nullable BigDecimal plainOrAbsent(@Nullable BigDecimal wire) {
        return wire == null ? null : plain(wire);
    }
}
