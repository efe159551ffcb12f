package io.millrace.control.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

    private static final String QUERY = "psql -h 127.0.0.1 -p 5433 -U millrace";

    @Test
    void answersWhatAPersonAsksAtTheEndOfARun() {
        String text = summary(SampleRuns.year(), QUERY).text(false);

        assertThat(text)
                .startsWith("Gained ")
                .contains("  bars                                1,000\n")
                .contains("  refused rows                           17  see deadletter.csv\n")
                .contains("    stopped by VOTES                    355\n")
                .contains("  fills                                 286  partial ones included\n")
                .contains("  round trips                           143  ")
                .contains("  deepest drawdown ")
                .contains("  report    out" + File.separator + "report.html\n")
                .contains("  database  " + QUERY + "\n")
                .endsWith("  digest    " + SampleRuns.year().heading().digest() + "\n");
    }

    @Test
    void numbersEndInOneColumn() {
        List<String> rows =
                summary(SampleRuns.year(), QUERY)
                        .text(false)
                        .lines()
                        .filter(
                                line ->
                                        line.matches(
                                                "  \\S.* {2,}[-+]?[0-9][0-9,.]*( %)?( {2}.*)?"))
                        .toList();

        assertThat(rows).hasSizeGreaterThan(12);
        assertThat(rows).allSatisfy(row -> assertThat(row.length()).isGreaterThanOrEqualTo(43));
        assertThat(rows)
                .allSatisfy(
                        row ->
                                assertThat(row.substring(42).stripTrailing())
                                        .matches("\\S( {2}.*)?"));
    }

    @Test
    void isPlainAsciiWhereNobodyWatches() {
        for (RunReport report : List.of(SampleRuns.year(), SampleRuns.week(), SampleRuns.empty())) {
            assertThat(summary(report, QUERY).text(false).chars())
                    .allMatch(c -> c == '\n' || (c >= ' ' && c < 127));
        }
    }

    @Test
    void coloursGainsAndLossesOnATerminal() {
        assertThat(summary(SampleRuns.year(), null).text(true)).contains("\u001b[32m+");
        assertThat(summary(SampleRuns.week(), null).text(true)).contains("\u001b[31m-");
    }

    @Test
    void theColouredTextIsThePlainOneOtherwise() {
        RunSummary summary = summary(SampleRuns.year(), QUERY);

        assertThat(summary.text(true).replaceAll("\u001b\\[[0-9]+m", ""))
                .isEqualTo(summary.text(false));
    }

    @Test
    void saysWhyANumberIsMissingAndThatDataAreSynthetic() {
        assertThat(summary(SampleRuns.silent(), null).text(false))
                .contains("-  the session returns are too few or do not vary\n")
                .doesNotContain("database");
        assertThat(summary(SampleRuns.week(), null).text(false)).startsWith("SYNTHETIC DATA");
    }

    @Test
    void noNameMovesTheCursor() {
        RunSummary summary =
                new RunSummary(
                        SampleRuns.named("\u001b[2J\rgone"),
                        Map.of("\u001b[1A", 1L),
                        Map.of("\u001b[2A", "\u001b[3A"),
                        Path.of("out"),
                        "\u001b]0;x");

        assertThat(summary.text(false)).doesNotContain("\u001b", "\r");
    }

    private static RunSummary summary(RunReport report, @Nullable String query) {
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("bars", 1000L);
        rows.put("features", 1000L);
        rows.put("decisions", 980L);
        return new RunSummary(
                report, rows, Map.of("market.calendar", "crypto"), Path.of("out"), query);
    }
}
