package io.millrace.control.run;

import io.millrace.domain.config.Settings;
import io.millrace.domain.live.LiveSettings;
import io.millrace.domain.market.Resolution;
import java.time.Duration;

/**
 * How a run lives with the feeds and a broker outside.
 *
 * @param feed Alpaca's name of the market data feed
 * @param quietMillis after how much silence an instant's bars count as complete
 * @param silentMillis after how much silence in an open session a connection counts as dead
 * @param staleMillis market time after which an entry is too old to be sent
 * @param snapshotMillis between two comparisons with the broker when nothing happens
 * @param checkpointMillis between two checkpoints
 */
public record LivePlan(
        LiveSettings account,
        String feed,
        long quietMillis,
        long silentMillis,
        long staleMillis,
        long snapshotMillis,
        long checkpointMillis) {

    /** Reads the {@code live} section; mistakes are noted in the settings. */
    static LivePlan from(Settings settings, Resolution resolution) {
        return new LivePlan(
                LiveSettings.from(settings, resolution.millis()),
                settings.text("live.feed", "iex"),
                positive(settings, "live.quiet", "PT0.25S"),
                positive(settings, "live.connection-silence", "90s"),
                positive(settings, "live.stale-after", "2m"),
                positive(settings, "live.snapshot-every", "30s"),
                positive(settings, "live.checkpoint-every", "5s"));
    }

    private static long positive(Settings settings, String key, String standard) {
        Duration value = settings.duration(key, standard);
        settings.check(value.toMillis() > 0, key, value, "> 0s");
        return value.toMillis();
    }
}
