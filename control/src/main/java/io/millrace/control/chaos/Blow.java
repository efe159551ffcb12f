package io.millrace.control.chaos;

import static io.millrace.control.chaos.VictimName.*;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Everything that a campaign does to a run, with its share: of 40 blows for a run in one JVM, and
 * of 48 for one on a cluster.
 */
enum Blow {
    LIVE_KILL(9, LIVE_JVM, Kind.KILL),
    /** While a new order is held back on its way: it takes effect when its sender is dead. */
    LIVE_KILL_BEFORE_EFFECT(2, LIVE_JVM, Kind.KILL_BEFORE_EFFECT),
    /** The order is in the ledger and its sender was not told. */
    LIVE_KILL_AFTER_EFFECT(3, LIVE_JVM, Kind.KILL_AFTER_EFFECT),
    BROKER_KILL(2, BROKER, Kind.KILL),
    BROKER_KILL_AFTER_EFFECT(3, BROKER, Kind.KILL_AFTER_EFFECT),
    DATABASE_KILL(5, DATABASE, Kind.KILL),
    TWO_AT_ONCE(2, LIVE_JVM, Kind.TWO),
    DURING_RECOVERY(1, LIVE_JVM, Kind.TWO),
    LIVE_FREEZE(2, LIVE_JVM, Kind.FREEZE),
    BROKER_FREEZE(2, BROKER, Kind.FREEZE),
    SLOW(1, BROKER, Kind.SCRIPTED),
    SERVER_ERROR(1, BROKER, Kind.SCRIPTED),
    UNAUTHORIZED_PAGE(1, BROKER, Kind.SCRIPTED),
    RATE_LIMITED(1, BROKER, Kind.SCRIPTED),
    MUTE_SOCKET(1, BROKER, Kind.SCRIPTED),
    DROP_SOCKET(1, BROKER, Kind.SCRIPTED),
    DUPLICATED_EVENTS(1, BROKER, Kind.SCRIPTED),
    REORDERED_EVENTS(1, BROKER, Kind.SCRIPTED),
    CUMULATIVE_EVENTS(1, BROKER, Kind.SCRIPTED),
    JOB_MANAGER_KILL(6, JOB_MANAGER, Kind.KILL),
    COMMAND_KILL(2, COMMAND, Kind.KILL);

    private static final int TWO_SECONDS = 60;

    /** How a blow falls. */
    enum Kind {
        KILL,
        KILL_BEFORE_EFFECT,
        KILL_AFTER_EFFECT,
        TWO,
        FREEZE,
        /** The simulator is told to misbehave; its name for it is the blow's. */
        SCRIPTED
    }

    private final int weight;
    private final VictimName victim;
    private final Kind kind;

    Blow(int weight, VictimName victim, Kind kind) {
        this.weight = weight;
        this.victim = victim;
        this.kind = kind;
    }

    /** Those that befall a run, in the table's order. */
    static List<Blow> of(boolean onCluster) {
        return Arrays.stream(values())
                .filter(blow -> onCluster || !blow.victim.isOfCluster())
                .toList();
    }

    int weight() {
        return weight;
    }

    /** Who is struck first. */
    VictimName victim() {
        return victim;
    }

    Kind kind() {
        return kind;
    }

    /** For a scripted blow: what it befalls, as the simulator is told. */
    String occasion() {
        return switch (this) {
            case SLOW, SERVER_ERROR, UNAUTHORIZED_PAGE, RATE_LIMITED -> " /v2/";
            default -> "";
        };
    }

    /** Whether it needs fills in parts to show. */
    boolean needsParts() {
        return switch (this) {
            case DUPLICATED_EVENTS, REORDERED_EVENTS, CUMULATIVE_EVENTS -> true;
            default -> false;
        };
    }

    /** Within what 95 of 100 recoveries have to be over. */
    int limitSeconds() {
        return kind == Kind.TWO ? TWO_SECONDS : victim.limitSeconds();
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
