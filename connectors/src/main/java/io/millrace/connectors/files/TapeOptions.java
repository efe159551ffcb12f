package io.millrace.connectors.files;

import io.millrace.domain.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * How a tape keeps time.
 *
 * @param maxLatenessMillis how far a trade may be behind the newest one and still count
 * @param watermarkEveryBars rows between watermarks on a tape of bars
 * @param watermarkEveryTrades rows between watermarks on a tape that holds trades
 */
public record TapeOptions(long maxLatenessMillis, int watermarkEveryBars, int watermarkEveryTrades)
        implements Serializable {

    /** Reads {@code market.max-lateness} and {@code market.watermark-every-bars|trades}. */
    public static TapeOptions from(Settings settings) {
        Duration lateness = settings.duration("market.max-lateness", "5s");
        int bars = settings.whole("market.watermark-every-bars", 64);
        int trades = settings.whole("market.watermark-every-trades", 1);
        settings.check(!lateness.isNegative(), "market.max-lateness", lateness, ">= 0");
        settings.check(bars >= 1, "market.watermark-every-bars", bars, ">= 1");
        settings.check(trades >= 1, "market.watermark-every-trades", trades, ">= 1");
        return new TapeOptions(lateness.toMillis(), bars, trades);
    }

    /** The options as they are when nothing is configured. */
    public static TapeOptions standard() {
        return from(new Settings(Map.of()));
    }
}
