package io.millrace.domain.ensemble;

import static io.millrace.domain.ensemble.Observations.passing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Opinion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EnsemblePropertiesTest {

    @Property
    void theWeightsOfADecisionAddUpToOne(@ForAll("ballots") List<Opinion> opinions) {
        List<Vote> votes = decided(opinions).votes();

        assertThat(votes).hasSameSizeAs(opinions);
        if (!votes.isEmpty()) {
            assertThat(votes.stream().mapToDouble(Vote::weight).sum()).isCloseTo(1, within(1e-12));
        }
    }

    @Property
    void theScoreIsTheSumOfItsVotes(@ForAll("ballots") List<Opinion> opinions) {
        Decision decision = decided(opinions);
        double sum =
                decision.votes().stream()
                        .mapToDouble(
                                vote -> vote.weight() * vote.confidence() * vote.direction().sign())
                        .sum();

        assertThat(decision.score()).isBetween(-1.0, 1.0).isCloseTo(sum, within(1e-12));
    }

    @Property
    void theOrderOfTheOpinionsChangesNothing(
            @ForAll("ballots") List<Opinion> opinions, @ForAll Random random) {
        List<Opinion> shuffled = new ArrayList<>(opinions);
        Collections.shuffle(shuffled, random);

        assertThat(decided(shuffled)).isEqualTo(decided(opinions));
    }

    @Property
    void mirroredVotesMirrorTheScore(
            @ForAll("ballots") List<Opinion> opinions, @ForAll Regime regime) {
        List<Opinion> mirrored =
                opinions.stream()
                        .map(
                                one ->
                                        new Opinion(
                                                one.alpha(),
                                                mirror(one.direction()),
                                                one.confidence()))
                        .toList();
        Decision decision = decided(opinions, regime);
        Decision opposite = decided(mirrored, mirror(regime));

        assertThat(opposite.score()).isEqualTo(0 - decision.score());
        assertThat(opposite.confidence()).isEqualTo(decision.confidence());
    }

    @Property
    void theWeightOfAnAbsentVoterChangesNothing(
            @ForAll("ballots") List<Opinion> opinions, @ForAll AlphaName absent) {
        List<Opinion> without =
                opinions.stream().filter(opinion -> opinion.alpha() != absent).toList();
        String key = "ensemble.weights." + absent.name().toLowerCase(java.util.Locale.ROOT);
        EnsembleSettings heavier = Observations.configured(Map.of(key.replace('_', '-'), "0.9"));

        assertThat(decidedBy(heavier, without, Regime.BULL)).isEqualTo(decided(without));
    }

    @Property
    void aFlatVoterKeepsItsWeightAndAddsNothing(@ForAll("ballots") List<Opinion> opinions) {
        Decision decision = decided(opinions);
        double present = opinions.stream().mapToDouble(one -> weight(one.alpha())).sum();

        assertThat(decision.votes())
                .allSatisfy(
                        vote ->
                                assertThat(vote.weight())
                                        .isCloseTo(weight(vote.alpha()) / present, within(1e-12)));
    }

    @Provide
    Arbitrary<List<Opinion>> ballots() {
        Arbitrary<Double> confidence =
                Arbitraries.oneOf(Arbitraries.just(1.0), Arbitraries.doubles().between(0, 1));
        Arbitrary<Opinion> opinions =
                Combinators.combine(
                                Arbitraries.of(AlphaName.RSI, AlphaName.EMA_CROSS, AlphaName.MACD),
                                Arbitraries.of(Direction.class),
                                confidence)
                        .as(Opinion::new);
        return opinions.list().ofMaxSize(3).uniqueElements(Opinion::alpha);
    }

    private static Decision decided(List<Opinion> opinions) {
        return decided(opinions, Regime.BULL);
    }

    private static Decision decided(List<Opinion> opinions, Regime regime) {
        return decidedBy(EnsembleSettings.standard(), opinions, regime);
    }

    private static Decision decidedBy(
            EnsembleSettings settings, List<Opinion> opinions, Regime regime) {
        Observations observations = passing().in(regime);
        opinions.forEach(observations::with);
        return observations.decidedBy(settings);
    }

    private static double weight(AlphaName alpha) {
        return EnsembleSettings.standard().weight(alpha);
    }

    private static Direction mirror(Direction direction) {
        return switch (direction) {
            case UP -> Direction.DOWN;
            case FLAT -> Direction.FLAT;
            case DOWN -> Direction.UP;
        };
    }

    private static Regime mirror(Regime regime) {
        return switch (regime) {
            case BULL -> Regime.BEAR;
            case BEAR -> Regime.BULL;
            case SIDEWAYS, UNKNOWN -> regime;
        };
    }
}
