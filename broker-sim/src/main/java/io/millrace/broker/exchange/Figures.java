package io.millrace.broker.exchange;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How numbers and instants are written in answers: numbers as plain texts, instants in UTC. */
public final class Figures {

    /** As many digits as Alpaca shows of an average price. */
    public static final MathContext DIGITS = new MathContext(18, RoundingMode.HALF_EVEN);

    private Figures() {}

    /** The number without exponent and without zeros that say nothing. */
    public static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    public static @Nullable String textOrNull(@Nullable BigDecimal number) {
        return number == null ? null : text(number);
    }

    public static String instant(long atMillis) {
        return Instant.ofEpochMilli(atMillis).toString();
    }

    /** The instant, or null for none, which is 0. */
    public static @Nullable String instantOrNull(long atMillis) {
        return atMillis == 0 ? null : instant(atMillis);
    }
}
