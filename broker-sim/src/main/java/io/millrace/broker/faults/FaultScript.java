package io.millrace.broker.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Faults that strike when their rules say so; those with a share strike by a seeded chance.
 *
 * <p>A RESTART that strikes ends the process; it may strike as often as its rule says in the life
 * of the ledger, not of the process.
 */
public final class FaultScript implements Faults {

    /** What a script needs to know of the world. */
    public record World(
            LongSupplier wallMillis, LongSupplier marketMillis, Runnable restart, long seed) {}

    /** A rule and how often it may still strike. */
    private static final class Armed {
        private final FaultRule rule;
        private long left;

        Armed(FaultRule rule) {
            this.rule = rule;
            this.left = rule.times();
        }
    }

    private final World world;
    private final long startMillis;
    private final SplittableRandom chance;
    private final List<Armed> armed = new ArrayList<>();

    public FaultScript(List<FaultRule> rules, World world) {
        this.world = world;
        this.startMillis = world.wallMillis().getAsLong();
        this.chance =
                new SplittableRandom(world.seed()); // determinism: seeded by the configuration
        add(rules);
    }

    /** Puts more rules behind those that there are. */
    public synchronized void add(List<FaultRule> rules) {
        rules.forEach(rule -> armed.add(new Armed(rule)));
    }

    public synchronized void clear() {
        armed.clear();
    }

    /** Takes so many restarts off the script: they have struck before this process began. */
    public synchronized void forgetRestarts(long count) {
        long spent = count;
        for (Armed one : armed) {
            if (one.rule.fault().kind() == FaultKind.RESTART) {
                long taken = Math.min(spent, one.left);
                one.left -= taken;
                spent -= taken;
            }
        }
    }

    @Override
    public Optional<Fault> strike(FaultKind kind, String occasion) {
        Optional<Fault> struck = choose(kind, occasion);
        if (struck.isPresent() && kind == FaultKind.RESTART) {
            world.restart().run();
        }
        return struck;
    }

    private synchronized Optional<Fault> choose(FaultKind kind, String occasion) {
        for (Armed one : armed) {
            if (one.left > 0 && one.rule.matches(kind, occasion) && isInForce(one.rule)) {
                double share = one.rule.fault().share();
                if (share >= 1 || chance.nextDouble() < share) {
                    if (one.left != FaultRule.ALWAYS) {
                        one.left--;
                    }
                    return Optional.of(one.rule.fault());
                }
            }
        }
        return Optional.empty();
    }

    private boolean isInForce(FaultRule rule) {
        long sinceStart = world.wallMillis().getAsLong() - startMillis;
        return rule.isInForce(sinceStart, world.marketMillis().getAsLong());
    }

    /** Every rule that may still strike. */
    synchronized ArrayNode json() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Armed one : armed) {
            Fault fault = one.rule.fault();
            array.addObject()
                    .put("kind", fault.kind().name())
                    .put("path", fault.path())
                    .put("share", fault.share())
                    .put("delay", fault.delayMillis() / 1000.0)
                    .put("in_force", one.left > 0 && isInForce(one.rule))
                    .put("left", one.left == FaultRule.ALWAYS ? -1 : one.left);
        }
        return array;
    }
}
