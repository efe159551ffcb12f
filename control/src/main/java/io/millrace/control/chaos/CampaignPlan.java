package io.millrace.control.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What is struck when: a function of the seed and the number of blows alone.
 *
 * @param blows in their order
 */
record CampaignPlan(long seed, List<PlannedBlow> blows) {

    private static final long SHORTEST_PAUSE = 4_000;
    private static final long LONGEST_PAUSE = 9_000;

    CampaignPlan {
        blows = List.copyOf(blows);
    }

    /**
     * Draws a plan.
     *
     * @param onCluster whether the run's graph lives on a cluster, whose servers are struck too
     */
    static CampaignPlan of(long seed, int faults, boolean onCluster) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Blow> drawn = shuffled(shares(faults, Blow.of(onCluster)), random);
        List<PlannedBlow> blows = new ArrayList<>();
        for (Blow blow : drawn) {
            VictimName second =
                    switch (random.nextInt(3)) {
                        case 0 -> VictimName.BROKER;
                        case 1 -> VictimName.DATABASE;
                        // in the middle of its own recovery; beside itself it is the broker's turn
                        default ->
                                blow == Blow.DURING_RECOVERY
                                        ? VictimName.LIVE_JVM
                                        : VictimName.BROKER;
                    };
            blows.add(
                    new PlannedBlow(
                            blows.size() + 1,
                            random.nextLong(SHORTEST_PAUSE, LONGEST_PAUSE),
                            blow,
                            second,
                            phase(blow, random),
                            hold(blow, random)));
        }
        return new CampaignPlan(seed, blows);
    }

    /** How long the pauses last together. */
    long pausesMillis() {
        return blows.stream().mapToLong(PlannedBlow::pauseMillis).sum();
    }

    /** The plan as it is printed. */
    List<String> lines() {
        return blows.stream().map(PlannedBlow::toString).toList();
    }

    private static long phase(Blow blow, SplittableRandom random) {
        return switch (blow) {
            case DURING_RECOVERY -> random.nextLong(200, 4_000);
            case BROKER_KILL_AFTER_EFFECT -> random.nextLong(0, 50);
            default -> random.nextLong(0, 800);
        };
    }

    private static long hold(Blow blow, SplittableRandom random) {
        return switch (blow.kind()) {
            case FREEZE, SCRIPTED -> random.nextLong(2_000, 6_000);
            default -> random.nextLong(0, 2_000);
        };
    }

    /** Every kind of blow by its weight, the largest remainders filled up, in the table's order. */
    private static List<Blow> shares(int faults, List<Blow> blows) {
        int weights = blows.stream().mapToInt(Blow::weight).sum();
        List<Blow> drawn = new ArrayList<>();
        List<Blow> byRemainder = new ArrayList<>(blows);
        for (Blow blow : blows) {
            drawn.addAll(Collections.nCopies(faults * blow.weight() / weights, blow));
        }
        byRemainder.sort(
                Comparator.comparingInt((Blow blow) -> -(faults * blow.weight() % weights)));
        for (int at = 0; drawn.size() < faults; at++) {
            drawn.add(byRemainder.get(at));
        }
        return drawn;
    }

    private static List<Blow> shuffled(List<Blow> blows, SplittableRandom random) {
        List<Blow> shuffled = new ArrayList<>(blows);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            Collections.swap(shuffled, last, random.nextInt(last + 1));
        }
        return shuffled;
    }
}
