package io.millrace.control.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.ledger.Breach;
import io.millrace.control.ledger.Equation;
import io.millrace.control.ledger.Finding;
import io.millrace.control.ledger.SelfTest;
import io.millrace.control.ledger.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a campaign is said to have shown. */
class CampaignReportTest {

    @TempDir private Path folder;

    @Test
    void aGreenCampaignSaysSoWithItsBound() throws Exception {
        CampaignResult result = result(List.of(), true, 1_000L);
        CampaignReport.write(result, folder);

        assertThat(result.failures()).isEmpty();
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("green", "| seed | 5 |", "7.50 %", "live kill", "| 1.0 s |", "7 of 7");
        JsonNode json = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(json.path("green").booleanValue()).isTrue();
        assertThat(json.path("blows")).hasSize(40);
    }

    @Test
    void oneFindingBreaksIt() {
        Finding loss = new Finding(Breach.LOSS, "a");

        assertThat(result(List.of(loss), true, 1_000L).failures())
                .containsExactly(
                        "equation 3, every approved decision has a row or a recorded end: BROKEN");
    }

    @Test
    void aRunThatDidNotEndBreaksIt() {
        assertThat(result(List.of(), false, 1_000L).failures())
                .containsExactly("the run did not come to its end");
    }

    @Test
    void aVictimThatIsLateOrLostBreaksIt() {
        assertThat(result(List.of(), true, 70_000L).failures())
                .isNotEmpty()
                .allMatch(failure -> failure.contains("95 % recovered within 70.0 s"));
        assertThat(result(List.of(), true, null).failures())
                .isNotEmpty()
                .allMatch(failure -> failure.endsWith(" never"));
    }

    @Test
    void anEquationThatWasNotCheckedIsNoGreen() {
        CampaignResult all = result(List.of(), true, 1_000L);
        Map<Equation, Verdict.Scope> scopes = new EnumMap<>(all.verdict().scopes());
        scopes.put(Equation.GOLDEN, new Verdict.Scope(false, "give --golden FILE"));
        CampaignResult result =
                new CampaignResult(
                        all.plan(),
                        all.struck(),
                        true,
                        Map.of(),
                        1,
                        1,
                        all.selfTest(),
                        new Verdict(List.of(), scopes),
                        Map.of());

        assertThat(result.failures()).singleElement().asString().contains("not checked");
    }

    private static CampaignResult result(
            List<Finding> findings, boolean ended, @Nullable Long recoveryMillis) {
        CampaignPlan plan = CampaignPlan.of(5, 40, false);
        List<Struck> struck = new ArrayList<>();
        for (PlannedBlow planned : plan.blows()) {
            struck.add(new Struck(planned, 1, new Sight(9, 3, 0), false, recoveryMillis));
        }
        Map<Equation, Verdict.Scope> scopes = new EnumMap<>(Equation.class);
        for (Equation equation : Equation.values()) {
            scopes.put(equation, new Verdict.Scope(true, "1 row"));
        }
        List<SelfTest.Outcome> selfTest = new ArrayList<>();
        selfTest.add(new SelfTest.Outcome("nothing", true, List.of()));
        for (int planted = 1; planted <= 7; planted++) {
            selfTest.add(new SelfTest.Outcome("fault " + planted, true, List.of("named")));
        }
        return new CampaignResult(
                plan,
                struck,
                ended,
                Map.of(),
                100,
                200,
                selfTest,
                new Verdict(findings, scopes),
                Map.of("seed", "5"));
    }
}
