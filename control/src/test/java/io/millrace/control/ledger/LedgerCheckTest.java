package io.millrace.control.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the check says to a run that is right but for one thing. */
class LedgerCheckTest {

    @TempDir private Path folder;

    @Test
    void aCleanRunHoldsInEveryEquation() throws IOException {
        Verdict verdict = LedgerCheck.of(new SampleRun(5).write(folder));

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.lines()).hasSize(9).allMatch(line -> line.contains("holds"));
    }

    @Test
    void whatIsNotGivenIsNotChecked() throws IOException {
        RunFiles all = new SampleRun(5).write(folder);
        Verdict verdict =
                LedgerCheck.of(
                        new RunFiles(
                                all.ledger(),
                                all.decisions(),
                                all.orders(),
                                List.of(),
                                null,
                                Duration.ZERO));

        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.word(Equation.CONSERVATION)).isEqualTo("not checked");
        assertThat(verdict.word(Equation.GOLDEN)).isEqualTo("not checked");
        assertThat(String.join("\n", verdict.lines())).contains("--golden", "--positions");
    }

    /** One edit of one file, and the name that it has to get. */
    @ParameterizedTest(name = "{0}: {1} -> {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "decisions.csv | ,BUY,APPROVED, | ,BUY,REJECTED, | DENIED",
                "decisions.csv | ,SIDEWAYS, | ,TREND, | OTHER_DECISION",
                "positions.csv | sample,cash, | sample,AAA,1%nsample,cash, | WRONG_POSITION",
                "positions.csv | sample,cash, | sample,cash,0.01%nsample,cash, | WRONG_POSITION",
                "orders.csv | ,E,FILLED, | ,E,UNKNOWN, | UNANSWERED",
                "orders.csv | ,E,FILLED, | ,E,ACCEPTED, | UNANSWERED",
                "ledger.jsonl | \"status\":\"canceled\" | \"status\":\"new\" | UNFINISHED",
                "ledger.jsonl | \"cum_qty\": | \"cum_qty\":1 | WRONG_FILL",
                "ledger.jsonl | \"position\": | \"position\":1 | WRONG_FILL",
            })
    void oneEditIsNamed(String file, String from, String to, Breach breach) throws IOException {
        RunFiles files = new SampleRun(5).write(folder);
        edit(file, from, to.replace("%n", "\n"));

        assertThat(LedgerCheck.of(files).breaches()).contains(breach);
    }

    /** As the leg of an entry that was resized while the entry still filled. */
    @ParameterizedTest
    @CsvSource({"true, ", "false, WRONG_FILL"})
    void anOrderFillsWhatItWasSizedToAndNoMore(boolean told, @Nullable Breach breach)
            throws IOException {
        SampleRun run = new SampleRun(5);
        ObjectNode order = filledLeg(run);
        ObjectNode resize = order.deepCopy().put("type", "RESIZE");
        order.put("qty", BigDecimal.ONE);
        if (told) {
            run.rows.add(run.rows.indexOf(order) + 1, resize);
        }
        run.book();

        Verdict verdict = LedgerCheck.of(run.write(folder));
        assertThat(verdict.breaches().contains(Breach.WRONG_FILL)).isEqualTo(breach != null);
    }

    @Test
    void anOrderBeforeItsRiskCheckIsNamed() throws IOException {
        SampleRun run = new SampleRun(5);
        ObjectNode order = carrier(run);
        order.put("at", order.path("at").longValue() - 1);

        assertThat(LedgerCheck.of(run.write(folder)).breaches())
                .containsExactly(Breach.BEFORE_RISK_CHECK);
    }

    @Test
    void anApprovedDecisionThatNoOrderCameOfIsLost() throws IOException {
        RunFiles files = new SampleRun(5).write(folder);
        String decisions = Files.readString(files.decisions());
        String more = "2020-01-03T15:00:00Z,AAA,10,d,BUY,APPROVED,,1,1,UP,used,,,5,5,\n";
        Files.writeString(files.decisions(), decisions + more);

        assertThat(LedgerCheck.of(files).breaches())
                .containsExactlyInAnyOrder(Breach.LOSS, Breach.OTHER_DECISION);
    }

    @Test
    void aYoungOrderMayStillWorkWithinTheGrace() throws IOException {
        SampleRun run = new SampleRun(5);
        ObjectNode last = run.rows.get(run.rows.size() - 1);
        run.order(last.path("at").longValue(), "", "AAA", "sell", "take_profit", "limit", 3);
        run.book();
        RunFiles files = run.write(folder);

        assertThat(LedgerCheck.of(files).breaches()).containsExactly(Breach.UNFINISHED);
        assertThat(LedgerCheck.of(within(files, Duration.ofSeconds(1))).holds()).isTrue();
    }

    @Test
    void aReplacementGoesOnWhereTheOldOrderStopped() throws IOException {
        SampleRun run = new SampleRun(5);
        ObjectNode order = carrier(run);
        int at = run.rows.indexOf(order);
        ObjectNode replacement = order.deepCopy().put("type", "REPLACE").put("id", "next");
        replacement.put("client_order_id", order.path("client_order_id").asText() + ".r1");
        replacement.put("replaces", order.path("id").asText());
        run.rows.add(at + 1, replacement);
        for (ObjectNode row : run.rows.subList(at + 2, run.rows.size())) {
            if (row.path("id").asText().equals(order.path("id").asText())) {
                row.put("id", "next");
            }
        }
        run.book();

        assertThat(LedgerCheck.of(run.write(folder)).findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ledger.jsonl | {\"seq\":2 | seq",
                "ledger.jsonl | \"qty\": | \"kty\":",
                "ledger.jsonl | \"seq\":3, | \"seq\":\"three\",",
                "orders.csv | ,submitted, | ,sent,",
                "decisions.csv | 2020-01-02T | yesterday",
                "positions.csv | cash | money",
            })
    void whatCannotBeReadEndsWithTwo(String file, String from, String to) throws IOException {
        RunFiles files = new SampleRun(5).write(folder);
        edit(file, from, to);

        assertThatThrownBy(() -> LedgerCheck.of(files)).isInstanceOf(UnreadableRecord.class);
    }

    @Test
    void theCommandAnswersWithItsExitCode() throws IOException {
        RunFiles files = new SampleRun(5).write(folder);
        String[] arguments = {
            "--ledger", files.ledger().toString(), "--decisions", files.decisions().toString(),
        };

        assertThat(new CommandLine(new CheckCommand()).execute(arguments)).isZero();
        edit("ledger.jsonl", "\"cum_qty\":", "\"cum_qty\":1");
        assertThat(new CommandLine(new CheckCommand()).execute(arguments)).isEqualTo(1);
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        int at = text.indexOf(from);
        assertThat(at).as(from).isNotNegative();
        boolean everywhere = file.equals("decisions.csv");
        String first = text.substring(0, at) + to + text.substring(at + from.length());
        Files.writeString(path, everywhere ? text.replace(from, to) : first);
    }

    private static RunFiles within(RunFiles files, Duration grace) {
        @Nullable Path golden = files.golden();
        return new RunFiles(
                files.ledger(),
                files.decisions(),
                files.orders(),
                files.positions(),
                golden,
                grace);
    }

    private static ObjectNode carrier(SampleRun run) {
        return run.rows.stream()
                .filter(row -> row.path("role").asText().equals("parent"))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode filledLeg(SampleRun run) {
        Set<String> filled =
                run.rows.stream()
                        .filter(row -> row.has("cum_qty"))
                        .map(row -> row.path("id").asText())
                        .collect(Collectors.toSet());
        return run.rows.stream()
                .filter(row -> row.path("role").asText().equals("take_profit"))
                .filter(row -> filled.contains(row.path("id").asText()))
                .findFirst()
                .orElseThrow();
    }
}
