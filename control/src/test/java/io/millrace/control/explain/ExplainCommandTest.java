package io.millrace.control.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.control.Millrace;
import io.millrace.domain.audit.AuditChain;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditForm;
import io.millrace.domain.audit.AuditLink;
import io.millrace.domain.audit.AuditTrail;
import io.millrace.domain.config.Settings;
import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.live.Assessment;
import io.millrace.domain.live.LiveEngine;
import io.millrace.domain.live.LiveSettings;
import io.millrace.domain.live.LiveStep;
import io.millrace.domain.market.Market;
import io.millrace.domain.portfolio.AccountSettings;
import io.millrace.domain.risk.AccountView;
import io.millrace.domain.risk.ProposedEntry;
import io.millrace.domain.risk.Readiness;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RiskPolicy;
import io.millrace.domain.risk.RiskRules;
import io.millrace.domain.risk.TradingState;
import io.millrace.stack.postgres.EmbeddedDatabase;
import io.millrace.stack.postgres.Placement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // the run is made before the first test
class ExplainCommandTest {

    private static final String SETTINGS =
            """
            ensemble:
              min-confidence: 0.4
              when-unknown:
                average-volume: pass
              min-average-volume: 1
            risk:
              block-on-unknown: false
            """;

    @TempDir private static Path shared;
    private static Path run;

    @TempDir private Path folder;
    private Path copy;

    @BeforeAll
    static void backtest() throws IOException {
        StringBuilder rows = new StringBuilder("symbol,ts,open,high,low,close,volume\n");
        for (int minute = 0; minute < 300; minute++) {
            double close = 400 + 6 * Math.sin(minute / 12.0) + minute * 7 % 5 * 0.1;
            String price = String.format(Locale.ROOT, "%.2f", close);
            rows.append(
                    String.format(
                            Locale.ROOT,
                            "SPY,2024-01-02T%02d:%02d:00Z,%s,%s,%s,%s,100000\n",
                            14 + (30 + minute) / 60,
                            (30 + minute) % 60,
                            price,
                            price,
                            price,
                            price));
        }
        Files.writeString(shared.resolve("bars.csv"), rows);
        Files.writeString(shared.resolve("settings.yaml"), SETTINGS);
        run = shared.resolve("run");
        backtest(run, "none");
    }

    private static void backtest(Path out, String db) {
        Told told =
                told(
                        "backtest",
                        "--data",
                        shared.resolve("bars.csv").toString(),
                        "--config",
                        shared.resolve("settings.yaml").toString(),
                        "--out",
                        out.toString(),
                        "--db",
                        db,
                        "--parallelism",
                        "1");
        assertThat(told.code()).as(told.err()).isZero();
    }

    @BeforeEach
    void copy() throws IOException {
        copy = Files.createDirectory(folder.resolve("run"));
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        copy.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void everyDecisionOfARunComesOutEqual() throws IOException {
        RecordedRun recorded = new RecordedRun(new FolderRows(run));
        List<String> ids = column(3, "");

        for (String id : ids) {
            Explanation explanation = Explanation.of(recorded, recorded.find(id).orElseThrow());
            assertThat(explanation.recomputed().checks())
                    .as(id)
                    .allMatch(Recomputation.Check::isEqual);
        }
        assertThat(ids).hasSizeGreaterThan(200);
    }

    @Test
    void aHoldNamesWhatWouldHaveTurnedIt() throws IOException {
        RecordedRun recorded = new RecordedRun(new FolderRows(run));
        int turned = 0;
        for (String id : column(3, ",HOLD,")) {
            Flip flip = Explanation.of(recorded, recorded.find(id).orElseThrow()).flip();
            turned += flip == null ? 0 : 1;
            if (flip != null) {
                assertThat(flip.changes()).isNotEmpty();
                assertThat(flip.after()).isNotEqualTo("HOLD");
            }
        }
        assertThat(turned).isEqualTo(column(3, ",HOLD,").size());
    }

    @Test
    void aBuyIsToldFromItsBarToItsResult() throws IOException {
        String id = column(3, ",BUY,APPROVED").get(0);

        Told told = told("explain", id, "--run", run.toString());

        assertThat(told.code()).as(told.err() + told.out()).isZero();
        assertThat(told.out())
                .contains("BUY, approved", "Votes", "Gates", "Risk", "Orders", "entry BUY")
                .contains("Recomputed: equal", "Smallest change", "BUY -> HOLD")
                .contains("bars.csv line 31, unchanged since the run")
                .contains("exit SELL", "result: ", "profit");
        assertThat(told.out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void anOrderAndAChainLeadToTheirDecision() throws IOException {
        String id = column(3, ",BUY,APPROVED").get(0);
        RecordedRun recorded = new RecordedRun(new FolderRows(run));
        RecordedDecision buy = recorded.find(id).orElseThrow();

        assertThat(recorded.find(buy.decision().correlationId().toString()).orElseThrow().id())
                .isEqualTo(id);
        assertThat(buy.orders()).isNotEmpty();
        assertThat(buy.fills()).isNotEmpty();
        for (var update : buy.orders().subList(0, 3)) {
            String order = update.order().clientOrderId().substring(0, 10);
            assertThat(recorded.find(order).orElseThrow().id()).isEqualTo(id);
        }
    }

    @Test
    void anAlteredScoreIsSeen() throws IOException {
        String id = column(3, ",BUY,APPROVED").get(0);
        alter(id, "EMA_CROSS:UP", "EMA_CROSS:FLAT");

        Told told = told("explain", id, "--run", copy.toString());

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("Recomputed: DIFFERS", "score: recorded");
    }

    @Test
    void anAlteredVerdictIsSeen() throws IOException {
        String id = column(3, ",BUY,APPROVED").get(0);
        alter(id, "APPROVED", "REJECTED");

        Told told = told("explain", id, "--run", copy.toString());

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("verdict: recorded false", "verdict: computed true");
    }

    @Test
    void theAuditLetsThePolicyJudgeAgain() throws IOException {
        String id = column(3, ",BUY,APPROVED").get(0);
        audit(id, new BigDecimal("100000"));

        Told told = told("explain", id, "--run", copy.toString(), "--json");

        JsonNode json = new ObjectMapper().readTree(told.out());
        assertThat(told.code()).as(told.out()).isZero();
        assertThat(json.path("equal").asBoolean()).isTrue();
        assertThat(json.path("checks").path("readings").path("equal").asBoolean()).isTrue();
        assertThat(json.path("flip").path("after").asText()).isEqualTo("rejected");
        assertThat(json.path("flip").path("checkedOn").asText()).contains("policy");
    }

    @Test
    void anAlteredAccountInTheAuditIsSeen() throws IOException {
        String id = column(3, ",BUY,APPROVED").get(0);
        audit(id, new BigDecimal("100000"));
        Path file = copy.resolve("audit.jsonl");
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"ordersLastMinute\":0", "\"ordersLastMinute\":2"));

        Told told = told("explain", id, "--run", copy.toString());

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).contains("readings: recorded", "ORDERS_PER_MINUTE");
        assertThat(told("audit", "verify", "--file", file.toString()).code()).isEqualTo(1);
    }

    @Test
    void aRejectionNamesEverythingThatWouldHaveToChange() throws IOException {
        String id = column(3, ",BUY,APPROVED").get(0);
        audit(id, new BigDecimal("5"));

        Told told = told("explain", id, "--run", copy.toString(), "--json");

        JsonNode flip = new ObjectMapper().readTree(told.out()).path("flip");
        assertThat(told.code()).as(told.out()).isZero();
        assertThat(flip.path("changes").get(0).asText()).contains("insufficient cash");
        assertThat(flip.path("after").asText()).isEqualTo("approved");
    }

    @Test
    void whatIsNotThereIsCode2() {
        assertThat(told("explain", "00000000", "--run", run.toString()).code()).isEqualTo(2);
        assertThat(told("explain", "0000", "--run", run.toString()).err())
                .contains("first 8 characters");
        assertThat(told("explain", "00000000", "--run", folder.toString()).code()).isEqualTo(2);
    }

    @Test
    void verifyAnswersInExitCodes() throws IOException {
        audit(column(3, ",BUY,APPROVED").get(0), new BigDecimal("100000"));
        Path file = copy.resolve("audit.jsonl");

        Told intact = told("audit", "verify", "--file", file.toString());
        Told missing = told("audit", "verify", "--file", folder.resolve("none").toString());

        assertThat(intact.code()).isZero();
        assertThat(intact.out()).contains("intact: 2 entries in 1 chains", "no head");
        assertThat(missing.code()).isEqualTo(2);
        Files.writeString(copy.resolve("audit.jsonl.head"), "5:" + "0".repeat(64) + " paper\n");
        assertThat(told("audit", "verify", "--file", file.toString()).out()).contains("broken:");
    }

    @Test
    void theTablesTellTheSameAsTheFiles() throws IOException {
        try (EmbeddedDatabase server = EmbeddedDatabase.start(Placement.temporary())) {
            String url =
                    "postgresql://"
                            + server.user()
                            + ":"
                            + server.password()
                            + server.jdbcUrl().replaceFirst(".*//", "@");
            backtest(shared.resolve("again"), url);
            String buy = column(3, ",BUY,APPROVED").get(0);
            String hold = column(3, ",HOLD,").get(40);
            for (String id : List.of(buy, hold)) {
                Told files = told("explain", id, "--run", run.toString());
                Told tables = told("explain", id, "--db", url);

                assertThat(tables.code()).as(tables.err() + tables.out()).isZero();
                assertThat(comparable(tables.out())).isEqualTo(comparable(files.out()));
            }
            assertThat(told("explain", "00000000", "--db", url).code()).isEqualTo(2);
            assertThat(told("audit", "verify", "--db", url).out()).contains("intact: 0 entries");
        }
    }

    /** Without where it was found, which differs. */
    private static List<String> comparable(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("  run ") && !line.startsWith("  from "))
                .toList();
    }

    /** Writes the audit that a live account would have left of the decision. */
    private void audit(String id, BigDecimal cash) throws IOException {
        RecordedRun recorded = new RecordedRun(new FolderRows(copy));
        RecordedDecision buy = recorded.find(id).orElseThrow();
        BigDecimal price = BigDecimal.valueOf(buy.decision().bar().close());
        ProposedEntry entry =
                new ProposedEntry(
                        "SPY",
                        "entry",
                        price,
                        BigDecimal.TEN,
                        price.multiply(new BigDecimal("1.02")),
                        price.multiply(new BigDecimal("0.99")),
                        BigDecimal.ONE,
                        0.01,
                        1e7,
                        ReturnWindow.of(new long[] {1, 2}, new double[] {0.001, -0.25e-7}),
                        buy.decision().atMillis());
        AccountView view = view(cash);
        RecordedSettings settings = new RecordedSettings(recorded.settings());
        RiskPolicy.Verdict verdict =
                new RiskPolicy(RiskRules.standard(settings.limits())).assess(entry, view);
        RiskDecision decision =
                new RiskDecision(
                        "paper",
                        "ensemble",
                        "SPY",
                        buy.decision().atMillis(),
                        verdict.approved(),
                        entry.requested(),
                        verdict.quantity(),
                        verdict.readings(),
                        TradingState.ACTIVE);
        LiveStep nothing =
                LiveStep.unchanged(
                        new LiveEngine(
                                        AccountSettings.from(
                                                new Settings(Map.of("account.id", "paper"))),
                                        Market.XNYS,
                                        LiveSettings.from(new Settings(Map.of()), 60_000))
                                .opening(0));
        LiveStep step =
                new LiveStep(
                        nothing.account(),
                        List.of(new Assessment(buy.decision(), decision, entry, view)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        write(
                Stream.concat(
                                Stream.of(
                                        AuditTrail.configured(
                                                "paper", recorded.settings(), "test", 0)),
                                AuditTrail.of(
                                        AccountInput.instant(
                                                buy.decision().atMillis(), List.of(buy.decision())),
                                        step)
                                        .stream())
                        .toList());
    }

    private static AccountView view(BigDecimal cash) {
        BigDecimal equity = new BigDecimal("100000");
        return new AccountView(
                TradingState.ACTIVE,
                false,
                true,
                equity,
                equity,
                equity,
                equity,
                cash,
                List.of(),
                16, // three more, and one is left
                0,
                0,
                0,
                BigDecimal.ZERO,
                Readiness.always(),
                new AccountView.InSymbol(
                        BigDecimal.ZERO,
                        false,
                        BigDecimal.ZERO,
                        false,
                        0,
                        null,
                        null,
                        BigDecimal.ZERO));
    }

    private void write(List<AuditEntry> entries) throws IOException {
        StringBuilder text = new StringBuilder();
        AuditChain chain = AuditChain.named("paper");
        for (AuditEntry entry : entries) {
            AuditLink link = chain.link(entry);
            chain = chain.with(link);
            text.append(AuditForm.write(link)).append('\n');
        }
        Files.writeString(copy.resolve("audit.jsonl"), text);
    }

    private void alter(String id, String from, String to) throws IOException {
        Path file = copy.resolve("decisions.csv");
        List<String> lines =
                Files.readAllLines(file).stream()
                        .map(line -> line.contains(id) ? line.replace(from, to) : line)
                        .toList();
        assertThat(lines).isNotEqualTo(Files.readAllLines(file));
        Files.write(file, lines);
    }

    /** The column of the decisions whose line contains the text. */
    private static List<String> column(int place, String text) throws IOException {
        return Files.readAllLines(run.resolve("decisions.csv")).stream()
                .skip(1)
                .filter(line -> line.contains(text))
                .map(line -> line.split(",", -1)[place])
                .toList();
    }

    private static Told told(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Millrace.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Told(code, out.toString(), err.toString());
    }

    private record Told(int code, String out, String err) {}
}
