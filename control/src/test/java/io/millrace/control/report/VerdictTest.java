package io.millrace.control.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.domain.report.Statistic;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void saysWhatWasGainedAndWhetherItMayBeLuck() {
        assertThat(SampleRuns.year().verdict())
                .matches(
                        "Gained [0-9,.]+ USD \\([0-9.]+ %\\), at worst [0-9.]+ % below a peak\\. 143 round trips,"
                                + " [0-9]+ % of them won\\. The true Sharpe ratio beats its target with a"
                                + " probability of [0-9]+ %: luck is not ruled out\\.");
    }

    @Test
    void aLossIsALossWithoutExcuses() {
        assertThat(SampleRuns.week().verdict()).startsWith("Lost ").doesNotContain("luck");
    }

    @Test
    void namesWhatStoppedARunWithoutTrades() {
        assertThat(SampleRuns.silent().verdict())
                .isEqualTo(
                        "Neither gained nor lost. No round trip was completed; most was stopped by"
                                + " VOTES (153 times).");
    }

    @Test
    void aRunWithoutEquitySaysSo() {
        assertThat(SampleRuns.empty().verdict())
                .isEqualTo("No equity was marked. No round trip was completed.");
    }

    @Test
    void everyStatisticOfTheDomainIsPresented() {
        assertThat(Arrays.stream(FigureText.values()).map(FigureText::statistic))
                .containsExactlyInAnyOrder(Statistic.values());
        assertThat(Arrays.stream(Statistic.values()).map(FigureText::of)).doesNotHaveDuplicates();
    }
}
