package io.millrace.domain.ensemble;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Opinion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts votes: shares the weight of whoever has no opinion out over the rest and sums up.
 *
 * <p>Alphas state a direction and no confidence, so a bar is one of few combinations; those are
 * counted once, here, and looked up on every bar. Sums run in the order of {@link AlphaName}, so
 * the order in which opinions arrive changes nothing.
 */
@SuppressWarnings("EnumOrdinal") // the declaration order is the order of summation
final class VoteCount {

    private static final AlphaName[] VOTERS = AlphaName.values();

    /** Two bits per voter: 0 has no opinion, otherwise the sign plus 2. */
    private static final int BITS = 2;

    private final double[] weights = new double[VOTERS.length];
    private final Tally[] certain = new Tally[1 << (BITS * VOTERS.length)];

    VoteCount(EnsembleSettings settings) {
        for (AlphaName voter : VOTERS) {
            weights[voter.ordinal()] = settings.weight(voter);
        }
        for (int combination = 0; combination < certain.length; combination++) {
            certain[combination] = count(opinions(combination));
        }
    }

    /**
     * The count of one bar.
     *
     * @param opinions at most one per alpha
     * @param model the model's opinion, where it has one
     */
    Tally of(List<Opinion> opinions, @Nullable Opinion model) {
        int combination = model == null ? 0 : code(model);
        boolean doubtful = model != null && model.confidence() != 1;
        for (int i = 0; i < opinions.size(); i++) {
            Opinion opinion = opinions.get(i);
            if (opinion.alpha() != AlphaName.TFT) { // the model speaks through its prediction
                combination |= code(opinion);
                doubtful |= opinion.confidence() != 1;
            }
        }
        return doubtful ? count(seated(opinions, model)) : certain[combination];
    }

    boolean hears(AlphaName alpha) {
        return weights[alpha.ordinal()] > 0;
    }

    private int code(Opinion opinion) {
        return hears(opinion.alpha())
                ? (opinion.direction().sign() + 2) << (BITS * opinion.alpha().ordinal())
                : 0;
    }

    private Tally count(@Nullable Opinion[] seats) {
        double total = 0;
        for (int i = 0; i < seats.length; i++) {
            total += seats[i] == null ? 0 : weights[i];
        }
        List<Vote> votes = new ArrayList<>(seats.length);
        double score = 0;
        for (int i = 0; i < seats.length; i++) {
            Opinion opinion = seats[i];
            if (opinion != null && weights[i] > 0) {
                double weight = weights[i] / total;
                votes.add(
                        new Vote(
                                opinion.alpha(),
                                opinion.direction(),
                                weight,
                                opinion.confidence()));
                score += weight * opinion.confidence() * opinion.direction().sign();
            }
        }
        return new Tally(List.copyOf(votes), ConfidenceScale.rounded(score));
    }

    private @Nullable Opinion[] seated(List<Opinion> opinions, @Nullable Opinion model) {
        @Nullable Opinion[] seats = new Opinion[VOTERS.length];
        for (Opinion opinion : opinions) {
            seats[opinion.alpha().ordinal()] = opinion;
        }
        seats[AlphaName.TFT.ordinal()] = model;
        return seats;
    }

    private static @Nullable Opinion[] opinions(int combination) {
        @Nullable Opinion[] seats = new Opinion[VOTERS.length];
        for (AlphaName voter : VOTERS) {
            int digit = (combination >> (BITS * voter.ordinal())) & 3;
            if (digit > 0) {
                seats[voter.ordinal()] = new Opinion(voter, direction(digit - 2), 1);
            }
        }
        return seats;
    }

    private static Direction direction(int sign) {
        return sign > 0 ? Direction.UP : sign < 0 ? Direction.DOWN : Direction.FLAT;
    }
}
