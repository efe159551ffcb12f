package io.millrace.domain.live;

import io.millrace.domain.config.Settings;
import java.io.Serializable;
import java.time.Duration;

/**
 * When an account that trades at a broker holds back.
 *
 * @param silenceMillis market time without a bar in an open session after which nothing is entered
 * @param failures how many failures within {@code failureWindowMillis} open the circuit
 * @param failureWindowMillis wall clock
 * @param lookUpMillis wall clock between two look-ups of an order that nobody answered for
 * @param checkMillis wall clock within which a fill has to be confirmed by a snapshot
 */
public record LiveSettings(
        long silenceMillis,
        int failures,
        long failureWindowMillis,
        long lookUpMillis,
        long checkMillis)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Reads the {@code live} section; mistakes are noted in the settings. */
    public static LiveSettings from(Settings settings, long barMillis) {
        Duration silence =
                settings.duration("live.feed-silence", Duration.ofMillis(2 * barMillis).toString());
        int failures = settings.whole("live.circuit.failures", 5);
        Duration window = settings.duration("live.circuit.window", "60s");
        Duration lookUp = settings.duration("live.look-up", "2s");
        Duration check = settings.duration("live.post-trade-check", "10s");
        settings.check(silence.toMillis() > 0, "live.feed-silence", silence, "> 0s");
        settings.check(failures >= 1, "live.circuit.failures", failures, ">= 1");
        settings.check(window.toMillis() > 0, "live.circuit.window", window, "> 0s");
        settings.check(lookUp.toMillis() > 0, "live.look-up", lookUp, "> 0s");
        settings.check(check.toMillis() > 0, "live.post-trade-check", check, "> 0s");
        return new LiveSettings(
                silence.toMillis(),
                failures,
                window.toMillis(),
                lookUp.toMillis(),
                check.toMillis());
    }
}
