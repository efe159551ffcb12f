package io.millrace.control.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Strikes a run as planned, one blow after the other, and waits for it each time. */
final class Campaign {

    private static final long POLL = 50;
    private static final long ORDER_PATIENCE = 10_000;
    private static final long EFFECT_DELAY = 2_000;
    private static final long GIVEN_UP = 120_000;
    private static final long RESTART_PAUSE = 1_000;
    private static final String NEW_ORDER = "POST /v2/orders";

    private final Stack stack;
    private final Pace pace;
    private final Consumer<Struck> told;
    private final Map<VictimName, Integer> ownDeaths = new EnumMap<>(VictimName.class);
    private long startedMillis;

    Campaign(Stack stack, Pace pace, Consumer<Struck> told) {
        this.stack = stack;
        this.pace = pace;
        this.told = told;
    }

    /**
     * Carries the plan out, as far as the run lives.
     *
     * @return every blow that fell; the last one has no recovery if nobody came back from it
     */
    List<Struck> carryOut(CampaignPlan plan) throws IOException, InterruptedException {
        startedMillis = pace.millis();
        List<Struck> struck = new ArrayList<>();
        long lastMillis = startedMillis;
        for (PlannedBlow planned : plan.blows()) {
            watch(lastMillis + planned.pauseMillis());
            if (stack.isOver()) {
                break;
            }
            lastMillis = pace.millis();
            Struck blow = strike(planned);
            struck.add(blow);
            told.accept(blow);
            if (blow.recoveryMillis() == null) {
                break;
            }
        }
        return struck;
    }

    /** Waits until the run is over, and starts again who dies on the way. */
    boolean awaitEnd(long atMostMillis) throws IOException, InterruptedException {
        long deadline = pace.millis() + atMostMillis;
        while (!stack.isOver() && pace.millis() < deadline) {
            watch(pace.millis() + POLL);
        }
        return stack.isOver();
    }

    /** How often a process ended that nobody had struck. */
    Map<VictimName, Integer> ownDeaths() {
        return ownDeaths;
    }

    private Struck strike(PlannedBlow planned) throws IOException, InterruptedException {
        return switch (planned.blow().kind()) {
            case KILL -> killed(planned, false);
            case KILL_BEFORE_EFFECT -> killedBeforeEffect(planned);
            case KILL_AFTER_EFFECT -> killedAfterEffect(planned);
            case TWO -> two(planned);
            case FREEZE -> frozen(planned);
            case SCRIPTED -> scripted(planned);
        };
    }

    private Struck killed(PlannedBlow planned, boolean inFlight)
            throws IOException, InterruptedException {
        VictimName name = planned.blow().victim();
        Sight seen = stack.look();
        long atMillis = pace.millis();
        stack.victim(name).kill();
        if (name == VictimName.LIVE_JVM) {
            stack.behave();
        } else {
            pace.pause(planned.holdMillis());
        }
        long again = pace.millis();
        stack.victim(name).start();
        return new Struck(
                planned, atMillis - startedMillis, seen, inFlight, recovered(Set.of(name), again));
    }

    /** The broker gets the order and takes it only when its sender is dead. */
    private Struck killedBeforeEffect(PlannedBlow planned)
            throws IOException, InterruptedException {
        VictimName name = planned.blow().victim();
        stack.script("SLOW", NEW_ORDER, EFFECT_DELAY);
        pace.pause(EFFECT_DELAY / 2 + planned.phaseMillis());
        Sight seen = stack.look();
        long atMillis = pace.millis();
        stack.victim(name).kill();
        stack.behave();
        stack.victim(name).start();
        // what the ledger takes while nobody can have sent it was under way
        awaitOrder(seen.taken(), atMillis + EFFECT_DELAY);
        boolean inFlight = stack.look().taken() > seen.taken();
        Long recovery = recovered(Set.of(name), atMillis);
        return new Struck(planned, atMillis - startedMillis, seen, inFlight, recovery);
    }

    /** Between the effect and its answer: the order is in the ledger, and its sender waits. */
    private Struck killedAfterEffect(PlannedBlow planned) throws IOException, InterruptedException {
        int before = stack.look().taken();
        stack.script("ANSWER_LOST", NEW_ORDER, 0);
        awaitOrder(before, pace.millis() + ORDER_PATIENCE);
        boolean inFlight = stack.look().taken() > before;
        pace.pause(planned.phaseMillis());
        return killed(planned, inFlight);
    }

    private void awaitOrder(int before, long untilMillis) throws IOException, InterruptedException {
        while (stack.look().taken() == before && pace.millis() < untilMillis && !stack.isOver()) {
            pace.pause(POLL);
        }
    }

    private Struck two(PlannedBlow planned) throws IOException, InterruptedException {
        Victim first = stack.victim(planned.blow().victim());
        Victim second = stack.victim(planned.second());
        Sight seen = stack.look();
        long atMillis = pace.millis();
        first.kill();
        if (planned.blow() == Blow.DURING_RECOVERY) {
            first.start();
            pace.pause(planned.phaseMillis());
            second.kill();
            second.start();
        } else {
            second.kill();
            first.start();
            second.start();
        }
        Set<VictimName> both = EnumSet.noneOf(VictimName.class);
        both.add(planned.blow().victim());
        both.add(planned.second());
        Long recovery = recovered(both, atMillis);
        return new Struck(planned, atMillis - startedMillis, seen, false, recovery);
    }

    private Struck frozen(PlannedBlow planned) throws IOException, InterruptedException {
        VictimName name = planned.blow().victim();
        Sight seen = stack.look();
        long atMillis = pace.millis();
        stack.victim(name).freeze();
        pace.pause(planned.holdMillis());
        long again = pace.millis();
        stack.victim(name).thaw();
        return new Struck(
                planned, atMillis - startedMillis, seen, false, recovered(Set.of(name), again));
    }

    private Struck scripted(PlannedBlow planned) throws IOException, InterruptedException {
        Sight seen = stack.look();
        long atMillis = pace.millis();
        long lasts = planned.holdMillis();
        Blow blow = planned.blow();
        if (blow.needsParts()) {
            stack.script("PARTIAL_FILLS", "", 0);
        }
        stack.script(blow.name(), blow.occasion(), lasts / 2);
        watch(atMillis + lasts);
        stack.behave();
        Long recovery = recovered(Set.of(VictimName.BROKER, VictimName.LIVE_JVM), atMillis + lasts);
        return new Struck(planned, atMillis - startedMillis, seen, false, recovery);
    }

    private @Nullable Long recovered(Set<VictimName> names, long sinceMillis)
            throws IOException, InterruptedException {
        long deadline = sinceMillis + GIVEN_UP;
        for (VictimName name : names) {
            while (!stack.isOver() && !stack.victim(name).isBack()) {
                if (pace.millis() >= deadline) {
                    return null;
                }
                watch(pace.millis() + POLL);
            }
        }
        return Math.max(0, pace.millis() - sinceMillis);
    }

    /** Waits like a supervisor: who ends without having been struck is started again. */
    private void watch(long untilMillis) throws IOException, InterruptedException {
        do {
            for (VictimName name : stack.victims()) {
                if (!stack.isOver() && !stack.victim(name).isAlive()) {
                    ownDeaths.merge(name, 1, Integer::sum);
                    pace.pause(RESTART_PAUSE);
                    stack.victim(name).start();
                }
            }
            pace.pause(Math.max(1, Math.min(POLL, untilMillis - pace.millis())));
        } while (pace.millis() < untilMillis && !stack.isOver());
    }
}
