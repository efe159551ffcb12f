package io.millrace.control.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blows on a run without processes. */
class CampaignTest {

    private static final long RECOVERY = 2_500;

    private final FakeStack stack = new FakeStack(RECOVERY);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LIVE_KILL | kill LIVE_JVM, behave, start LIVE_JVM",
                "LIVE_KILL_BEFORE_EFFECT | script SLOW, kill LIVE_JVM, behave, start LIVE_JVM",
                "LIVE_KILL_AFTER_EFFECT"
                        + " | script ANSWER_LOST, kill LIVE_JVM, behave, start LIVE_JVM",
                "BROKER_KILL | kill BROKER, start BROKER",
                "BROKER_KILL_AFTER_EFFECT | script ANSWER_LOST, kill BROKER, start BROKER",
                "DATABASE_KILL | kill DATABASE, start DATABASE",
                "TWO_AT_ONCE | kill LIVE_JVM, kill BROKER, start LIVE_JVM, start BROKER",
                "DURING_RECOVERY | kill LIVE_JVM, start LIVE_JVM, kill BROKER, start BROKER",
                "LIVE_FREEZE | freeze LIVE_JVM, thaw LIVE_JVM",
                "MUTE_SOCKET | script MUTE_SOCKET, behave",
                "REORDERED_EVENTS | script PARTIAL_FILLS, script REORDERED_EVENTS, behave",
            })
    void everyBlowFallsAsItsNameSays(Blow blow, String deeds) throws Exception {
        List<Struck> struck = campaign().carryOut(plan(blow));

        assertThat(String.join(", ", stack.deeds)).isEqualTo(deeds);
        assertThat(struck)
                .hasSize(1)
                .first()
                .satisfies(
                        one ->
                                assertThat(one.inFlight())
                                        .isEqualTo(blow.name().endsWith("_EFFECT")));
    }

    @Test
    void theRecoveryIsMeasuredFromTheRestart() throws Exception {
        Struck struck = campaign().carryOut(plan(Blow.BROKER_KILL)).get(0);

        assertThat(struck.recoveryMillis()).isBetween(RECOVERY, RECOVERY + 100);
        assertThat(struck.seen()).isEqualTo(new Sight(5, 3, 1));
    }

    @Test
    void nobodyIsStruckBeforeTheLastOneIsBack() throws Exception {
        FakeStack slow = new FakeStack(20_000);
        List<Struck> struck =
                new Campaign(slow, slow, blow -> {}).carryOut(plan(Blow.LIVE_KILL, Blow.LIVE_KILL));

        assertThat(struck.get(1).atMillis() - struck.get(0).atMillis()).isGreaterThan(20_000);
    }

    @Test
    void aVictimThatStaysAwayEndsTheCampaign() throws Exception {
        stack.victim(VictimName.DATABASE).neverBack = true;
        List<Struck> struck =
                campaign().carryOut(plan(Blow.DATABASE_KILL, Blow.LIVE_KILL, Blow.LIVE_KILL));

        assertThat(struck).hasSize(1);
        assertThat(struck.get(0).recoveryMillis()).isNull();
    }

    @Test
    void noBlowFallsAfterTheEnd() throws Exception {
        stack.overAtMillis = 12_000;
        List<Struck> struck =
                campaign().carryOut(plan(Blow.LIVE_KILL, Blow.BROKER_KILL, Blow.LIVE_KILL));

        assertThat(struck).hasSize(2);
        assertThat(campaign().awaitEnd(1)).isTrue();
    }

    @Test
    void whoDiesOfItselfIsStartedAgainAndCounted() throws Exception {
        stack.victim(VictimName.BROKER).alive = false;
        Campaign campaign = campaign();

        campaign.carryOut(plan(Blow.DATABASE_KILL));

        assertThat(campaign.ownDeaths()).containsOnlyKeys(VictimName.BROKER);
        assertThat(stack.deeds).startsWith("start BROKER");
    }

    private Campaign campaign() {
        return new Campaign(stack, stack, blow -> {});
    }

    private static CampaignPlan plan(Blow... blows) {
        List<PlannedBlow> planned = new ArrayList<>();
        for (Blow blow : blows) {
            planned.add(
                    new PlannedBlow(
                            planned.size() + 1, 5_000, blow, VictimName.BROKER, 300, 1_000));
        }
        return new CampaignPlan(0, planned);
    }
}
