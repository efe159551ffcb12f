package io.millrace.domain.market;

import java.util.Arrays;
import java.util.Optional;

/** The length of a bar. */
public enum Resolution {
    MINUTE("1m", 60_000L),
    HOUR("1h", 3_600_000L),
    DAY("1d", 86_400_000L);

    private final String label;
    private final long millis;

    Resolution(String label, long millis) {
        this.label = label;
        this.millis = millis;
    }

    /** The resolution that {@code 1m}, {@code 1h} or {@code 1d} names, or empty. */
    public static Optional<Resolution> labelled(String label) {
        return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
    }

    public String label() {
        return label;
    }

    /** Nominal length; a daily bar spans its session, which is shorter. */
    public long millis() {
        return millis;
    }
}
