package io.millrace.domain.alpha;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what the alphas of one symbol say and hold at one bar. */
final class AlphaTurn {

    private static final int ALPHAS = AlphaName.values().length;
    private static final int DIRECTIONS = Direction.values().length;
    private static final Opinion[] CERTAIN = certainOpinions();

    private final String symbol;
    private final long atMillis;
    private final InsightLife life;
    private final List<Opinion> held = new ArrayList<>(ALPHAS);
    private List<Insight> said = List.of();

    AlphaTurn(String symbol, long atMillis, InsightLife life) {
        this.symbol = symbol;
        this.atMillis = atMillis;
        this.life = life;
    }

    /**
     * Notes what an alpha says, and the opinion that it holds then.
     *
     * @param direction what it says now, if anything
     * @param before what it held until now
     * @param bars how long an insight of this alpha counts
     * @return what it holds from now on
     */
    Stance hear(AlphaName alpha, Optional<Direction> direction, Stance before, int bars) {
        Stance after = direction.isEmpty() ? before : said(alpha, direction.get(), before, bars);
        held.add(certain(alpha, after.at(atMillis)));
        return after;
    }

    AlphaStep endingIn(AlphaState state) {
        return new AlphaStep(state, said, held);
    }

    private Stance said(AlphaName alpha, Direction direction, Stance before, int bars) {
        if (direction == Direction.FLAT) {
            if (before.at(atMillis) != Direction.FLAT) {
                emit(alpha, direction, atMillis);
            }
            return Stance.none();
        }
        long closesAt = life.closesAt(atMillis, bars);
        emit(alpha, direction, closesAt);
        return new Stance(direction, closesAt);
    }

    private void emit(AlphaName alpha, Direction direction, long closesAt) {
        if (said.isEmpty()) {
            said = new ArrayList<>(ALPHAS);
        }
        said.add(new Insight(alpha, symbol, atMillis, closesAt, direction));
    }

    /** Lean's alphas state no confidence, which counts as 1: there are only so many opinions. */
    @SuppressWarnings("EnumOrdinal") // the table is made and read here only
    private static Opinion certain(AlphaName alpha, Direction direction) {
        return CERTAIN[alpha.ordinal() * DIRECTIONS + direction.ordinal()];
    }

    private static Opinion[] certainOpinions() {
        List<Opinion> all = new ArrayList<>();
        for (AlphaName alpha : AlphaName.values()) {
            for (Direction direction : Direction.values()) {
                all.add(new Opinion(alpha, direction, 1));
            }
        }
        return all.toArray(Opinion[]::new);
    }
}
