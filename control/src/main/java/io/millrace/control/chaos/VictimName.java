package io.millrace.control.chaos;

import java.util.Locale;

/** The processes of a paper run that can be struck. */
enum VictimName {
    /** The JVM in which the live graph runs: Flink's JobManager and TaskManager in one. */
    LIVE_JVM(20),
    BROKER(15),
    DATABASE(10);

    private final int limitSeconds;

    VictimName(int limitSeconds) {
        this.limitSeconds = limitSeconds;
    }

    /** Within what 95 of 100 recoveries have to be over. */
    int limitSeconds() {
        return limitSeconds;
    }

    String words() {
        return this == LIVE_JVM ? "live JVM" : name().toLowerCase(Locale.ROOT);
    }
}
