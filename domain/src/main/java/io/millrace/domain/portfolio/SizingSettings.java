package io.millrace.domain.portfolio;

import io.millrace.domain.config.Settings;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much an entry asks for before the limits cut it down.
 *
 * @param notional dollars per entry, for {@code FIXED_NOTIONAL} and {@code CONFIDENCE_WEIGHT}
 * @param positions how many equal parts {@code EQUAL_WEIGHT} divides equity into
 * @param lot the smallest step of a quantity; zero for the market's own
 */
public record SizingSettings(Method method, BigDecimal notional, int positions, BigDecimal lot)
        implements Serializable {

    /** How the dollars of an entry are found. */
    public enum Method {
        /** Always the same. */
        FIXED_NOTIONAL,
        /** An equal part of equity. */
        EQUAL_WEIGHT,
        /** The fixed notional times the decision's confidence. */
        CONFIDENCE_WEIGHT
    }

    public static SizingSettings from(Settings settings) {
        BigDecimal notional = settings.decimal("sizing.notional", "1000");
        settings.check(notional.signum() > 0, "sizing.notional", notional, "> 0");
        int positions = settings.whole("sizing.positions", 10);
        settings.check(positions >= 1, "sizing.positions", positions, ">= 1");
        BigDecimal lot = settings.decimal("sizing.lot", "0");
        settings.check(lot.signum() >= 0, "sizing.lot", lot, ">= 0, 0 for the market's own");
        return new SizingSettings(
                settings.choice("sizing.method", Method.class, Method.FIXED_NOTIONAL),
                notional,
                positions,
                lot);
    }

    BigDecimal dollars(BigDecimal equity, double confidence) {
        return switch (method) {
            case FIXED_NOTIONAL -> notional;
            case EQUAL_WEIGHT -> equity.divide(BigDecimal.valueOf(positions), 2, RoundingMode.DOWN);
            case CONFIDENCE_WEIGHT -> notional.multiply(BigDecimal.valueOf(confidence));
        };
    }
}
