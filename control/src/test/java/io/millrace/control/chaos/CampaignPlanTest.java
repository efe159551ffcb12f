package io.millrace.control.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is struck when. */
class CampaignPlanTest {

    @Test
    void theWeightsAreThoseOfOnePush() {
        assertThat(Blow.of(false).stream().mapToInt(Blow::weight).sum())
                .isEqualTo(Profile.PUSH.faults());
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(CampaignPlan.of(7, 400, false)).isEqualTo(CampaignPlan.of(7, 400, false));
        assertThat(CampaignPlan.of(7, 400, false).lines())
                .isNotEqualTo(CampaignPlan.of(8, 400, false).lines());
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 400, 1_500, 1, 12, 41})
    void everyKindComesByItsWeight(int faults) {
        Map<Blow, Long> drawn =
                CampaignPlan.of(3, faults, false).blows().stream()
                        .collect(Collectors.groupingBy(PlannedBlow::blow, Collectors.counting()));

        assertThat(drawn.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(faults);
        for (Blow blow : Blow.of(false)) {
            double fair = faults * blow.weight() / (double) Profile.PUSH.faults();
            assertThat(drawn.getOrDefault(blow, 0L)).isBetween((long) fair, (long) fair + 1);
        }
    }

    @Test
    void onlyAClustersRunHasServersToStrike() {
        assertThat(CampaignPlan.of(9, 1_500, false).blows())
                .noneMatch(planned -> planned.blow().victim().isOfCluster());
        assertThat(CampaignPlan.of(9, 48, true).blows())
                .extracting(PlannedBlow::blow)
                .containsAll(List.of(Blow.values()));
    }

    @Test
    void twoAtOnceAreNeverTheSame() {
        assertThat(CampaignPlan.of(9, 1_500, false).blows())
                .filteredOn(planned -> planned.blow() == Blow.TWO_AT_ONCE)
                .isNotEmpty()
                .allSatisfy(
                        planned -> assertThat(planned.second()).isNotEqualTo(VictimName.LIVE_JVM));
    }

    @Test
    void pausesAreFourToNineSeconds() {
        assertThat(CampaignPlan.of(11, 1_500, false).blows())
                .allSatisfy(planned -> assertThat(planned.pauseMillis()).isBetween(4_000L, 8_999L));
    }
}
