package io.millrace.domain.portfolio;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an account did in one symbol lately.
 *
 * @param entriesToday entries sent in this session
 * @param lastTradeMillis when the last entry was sent or the last exit filled, whichever is later;
 *     absent before either
 * @param lastEntryMillis when the last entry was sent; absent before that
 * @param lastEntryQuantity how much it was for
 */
public record SymbolActivity(
        int entriesToday,
        @Nullable Long lastTradeMillis,
        @Nullable Long lastEntryMillis,
        BigDecimal lastEntryQuantity) {

    static final SymbolActivity NONE = new SymbolActivity(0, null, null, BigDecimal.ZERO);

    SymbolActivity entered(long atMillis, BigDecimal quantity) {
        return new SymbolActivity(entriesToday + 1, atMillis, atMillis, quantity);
    }

    SymbolActivity left(long atMillis) {
        return new SymbolActivity(entriesToday, atMillis, lastEntryMillis, lastEntryQuantity);
    }

    SymbolActivity newDay() {
        return new SymbolActivity(0, lastTradeMillis, lastEntryMillis, lastEntryQuantity);
    }
}
