package io.millrace.domain.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of rules as one question: may this entry go out, and how much of it.
 *
 * <p>Every rule is read on every entry. The tightest size decides the quantity, and every other
 * rule is read at that quantity; so at most one resizing rule reads as breached, the one that
 * decided.
 */
public final class RiskPolicy {

    private static final int NONE = -1;

    private final List<RiskRule> rules;

    public RiskPolicy(List<RiskRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * The answer to one entry.
     *
     * @param quantity what may be bought; zero when nothing may
     * @param readings one per rule, in the order of the policy
     */
    public record Verdict(boolean approved, BigDecimal quantity, List<RuleReading> readings) {}

    public Verdict assess(ProposedEntry entry, AccountView account) {
        BigDecimal most = entry.requested();
        int tightest = NONE;
        for (int i = 0; i < rules.size(); i++) {
            Optional<BigDecimal> cap = rules.get(i).most(entry, account);
            if (cap.isPresent() && cap.get().compareTo(most) < 0) {
                most = cap.get();
                tightest = i;
            }
        }
        BigDecimal quantity = wholeLots(most, entry.lot());
        List<RuleReading> readings = new ArrayList<>(rules.size());
        boolean approved = true;
        for (int i = 0; i < rules.size(); i++) {
            BigDecimal asked = i == tightest ? entry.requested() : quantity;
            RuleReading reading = rules.get(i).read(entry, account, asked);
            readings.add(reading);
            approved &= !reading.breached() || i == tightest;
        }
        return new Verdict(approved, approved ? quantity : BigDecimal.ZERO, readings);
    }

    /** The quantity rounded down to whole lots; never negative. */
    public static BigDecimal wholeLots(BigDecimal quantity, BigDecimal lot) {
        return quantity.signum() <= 0
                ? BigDecimal.ZERO
                : quantity.divide(lot, 0, RoundingMode.DOWN).multiply(lot);
    }
}
