package io.millrace.control.chaos;

import java.util.Locale;

/** The processes of a paper run that can be struck. */
enum VictimName {
    /** The JVM in which the live graph works: with all of Flink, or a cluster's TaskManager. */
    LIVE_JVM(20),
    BROKER(15),
    DATABASE(10),
    /** Of a cluster alone. */
    JOB_MANAGER(20),
    /** What looks after a run that lives on a cluster: {@code ./millrace run}. */
    COMMAND(20);

    private final int limitSeconds;

    VictimName(int limitSeconds) {
        this.limitSeconds = limitSeconds;
    }

    /** Within what 95 of 100 recoveries have to be over. */
    int limitSeconds() {
        return limitSeconds;
    }

    /** Whether a run has it only where its graph lives on a cluster. */
    boolean isOfCluster() {
        return this == JOB_MANAGER || this == COMMAND;
    }

    String words() {
        return this == LIVE_JVM ? "live JVM" : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
