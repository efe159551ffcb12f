package io.millrace.domain.report;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Who earned the realised profit: each round trip's is shared out over the votes that called for
 * its entry, by weight and confidence. The shares add up to the profit exactly.
 *
 * @param profits per alpha that ever called for an entry
 * @param unattributed profit of round trips whose entry no known vote called for
 */
public record AlphaAttribution(Map<AlphaName, BigDecimal> profits, BigDecimal unattributed) {

    private static final int DECIMALS = 10;

    public AlphaAttribution {
        EnumMap<AlphaName, BigDecimal> ordered = new EnumMap<>(AlphaName.class);
        ordered.putAll(profits);
        profits = Collections.unmodifiableMap(ordered);
    }

    /**
     * The attribution of the closed round trips.
     *
     * @param votesByEntry the votes of the decision behind each entry order, by the order's id
     */
    public static AlphaAttribution of(
            List<RoundTrip> closed, Map<String, List<Vote>> votesByEntry) {
        EnumMap<AlphaName, BigDecimal> profits = new EnumMap<>(AlphaName.class);
        BigDecimal unattributed = BigDecimal.ZERO;
        for (RoundTrip trip : closed) {
            List<Vote> votes =
                    votesByEntry.getOrDefault(trip.entryOrderId(), List.of()).stream()
                            .filter(vote -> calledFor(trip.side(), vote))
                            .toList();
            if (votes.isEmpty()) {
                unattributed = unattributed.add(trip.profit());
            } else {
                share(trip.profit(), votes, profits);
            }
        }
        return new AlphaAttribution(profits, unattributed);
    }

    private static void share(
            BigDecimal profit, List<Vote> votes, Map<AlphaName, BigDecimal> profits) {
        double force = votes.stream().mapToDouble(AlphaAttribution::force).sum();
        BigDecimal rest = profit;
        for (Vote vote : votes.subList(1, votes.size())) {
            BigDecimal part =
                    profit.multiply(BigDecimal.valueOf(force(vote) / force))
                            .setScale(DECIMALS, RoundingMode.HALF_EVEN);
            profits.merge(vote.alpha(), part, BigDecimal::add);
            rest = rest.subtract(part);
        }
        profits.merge(votes.get(0).alpha(), rest, BigDecimal::add); // the rounding stays with one
    }

    private static boolean calledFor(Side side, Vote vote) {
        int wanted = side == Side.BUY ? 1 : -1;
        return vote.direction().sign() == wanted && force(vote) > 0;
    }

    private static double force(Vote vote) {
        return vote.weight() * vote.confidence();
    }
}
