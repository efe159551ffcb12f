package io.millrace.control.explain;

import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
final class Wording {

    private static final MathContext DIGITS = new MathContext(6);

    private Wording() {}

    /** At most six digits; the record has them all. */
    static String number(@Nullable Double value) {
        if (value == null) {
            return "unknown";
        }
        return value == 0
                ? "0"
                : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }

    /** A minute of the day as a time. */
    static String minute(double minute) {
        return String.format(Locale.ROOT, "%02d:%02d", (int) minute / 60, (int) minute % 60);
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    static String gate(GateReading reading) {
        return spelled(reading.gate()) + " " + value(reading.gate(), reading.actual());
    }

    static String value(Gate gate, @Nullable Double value) {
        return value != null && gate == Gate.ENTRY_WINDOW ? minute(value) : number(value);
    }

    static String spelled(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
