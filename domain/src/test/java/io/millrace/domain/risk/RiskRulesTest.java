package io.millrace.domain.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RiskRulesTest {

    /**
     * What is different, how, and what the policy makes of it; several changes are separated by
     * {@code &}.
     */
    private static final List<String> TABLE =
            List.of(
                    "nothing=. | APPROVED",
                    "kill switch=off | APPROVED",
                    "kill switch=on | KILL_SWITCH",
                    "equity now=95000.01 | APPROVED",
                    "equity now=95000 | DAILY_LOSS",
                    "peak=111111.11 | APPROVED",
                    "peak=111111.12 | DRAWDOWN",
                    "state=ACTIVE | APPROVED",
                    "state=REDUCING | TRADING_STATE",
                    "state=HALTED | TRADING_STATE",
                    "opening=100499.99 & risk.run.max-loss=500 | APPROVED",
                    "opening=100500 & risk.run.max-loss=500 | RUN_LOSS",
                    "opening=999999999 | APPROVED",
                    "run orders=1 & risk.run.max-orders=2 | APPROVED",
                    "run orders=2 & risk.run.max-orders=2 | RUN_ORDERS",
                    "run orders=999999999 | APPROVED",
                    "run notional=500 & risk.run.max-notional=1500 | APPROVED",
                    "run notional=500.01 & risk.run.max-notional=1500 | RUN_NOTIONAL",
                    "run notional=999999999 | APPROVED",
                    "session=open | APPROVED",
                    "session=closed | SESSION_CLOSED",
                    "session=closed & risk.entries-when-closed=true | APPROVED",
                    "slippage block left=0 | APPROVED",
                    "slippage block left=1 | SLIPPAGE_BLOCK",
                    "broker=reachable | APPROVED",
                    "broker=away | BROKER_UNREACHABLE",
                    "bars silent for=999999 | APPROVED",
                    "bars silent for=120000 & most silence=120000 | APPROVED",
                    "bars silent for=120001 & most silence=120000 | FEED_SILENT",
                    "books=reconciled | APPROVED",
                    "books=doubtful | NOT_RECONCILED",
                    "broker=away & books=doubtful | BROKER_UNREACHABLE",
                    "held=0 | APPROVED",
                    "held=1 | POSITION_ALREADY_OPEN",
                    "held=-1 | POSITION_ALREADY_OPEN",
                    "held=1 & risk.pyramiding=true | APPROVED",
                    "entry=working | POSITION_ALREADY_OPEN",
                    "entry=working & risk.pyramiding=true | POSITION_ALREADY_OPEN",
                    "order name=taken | DUPLICATE_ORDER",
                    "entered 10 ago=59999 | DUPLICATE_ORDER",
                    "entered 10 ago=60000 | APPROVED",
                    "entered 9 ago=1 | APPROVED",
                    "opposing=0 | APPROVED",
                    "opposing=0.0001 | SELF_TRADE",
                    "last return=0.05 | APPROVED",
                    "last return=0.0501 | PRICE_COLLAR",
                    "last return=-0.05 | APPROVED",
                    "last return=-0.0501 | PRICE_COLLAR",
                    "take profit=105 | APPROVED",
                    "take profit=105.01 | PRICE_COLLAR",
                    "stop loss=95 | APPROVED",
                    "stop loss=94.99 | PRICE_COLLAR",
                    "returns known=0 | PRICE_COLLAR",
                    "returns known=0 & risk.block-on-unknown=false | APPROVED",
                    "requested=100000 & price=0.5 | RESIZED 100 ORDER_SHARES",
                    "requested=100001 & price=0.4 | FAT_FINGER_QUANTITY",
                    "requested=100000 & price=0.51 | FAT_FINGER_NOTIONAL",
                    "average volume=1000 | APPROVED",
                    "average volume=999 | FAT_FINGER_VOLUME",
                    "average volume=unknown | APPROVED",
                    "orders last minute=4 | APPROVED",
                    "orders last minute=5 | ORDERS_PER_MINUTE",
                    "entries today=2 | APPROVED",
                    "entries today=3 | ORDERS_PER_SYMBOL_DAY",
                    "traded ago=899999 | COOLDOWN",
                    "traded ago=900000 | APPROVED",
                    "open orders=17 | APPROVED",
                    "open orders=18 | OPEN_ORDERS",
                    "volatility=0.10 | APPROVED",
                    "volatility=0.1001 | VOLATILITY",
                    "volatility=unknown | VOLATILITY",
                    "volatility=unknown & risk.block-on-unknown=false | APPROVED",
                    "MSFT correlates=0.949 | APPROVED",
                    "MSFT correlates=0.951 | CORRELATION",
                    "MSFT correlates=-1 | APPROVED",
                    "MSFT bars in common=19 | APPROVED",
                    "MSFT bars in common=20 | CORRELATION",
                    "worth in symbol=9000 & risk.max-position-fraction=1 | APPROVED",
                    "worth in symbol=9000.01 & risk.max-position-fraction=1 | SYMBOL_EXPOSURE",
                    "worth in MSFT=49000 | APPROVED",
                    "worth in MSFT=49000.01 | TOTAL_EXPOSURE",
                    "symbol stands still=. & 40000 of MSFT falls=0.075 | APPROVED",
                    "symbol stands still=. & 40000 of MSFT falls=0.0751 | CVAR",
                    "returns known=20 | APPROVED",
                    "returns known=19 | CVAR",
                    "returns known=19 & risk.block-on-unknown=false | APPROVED",
                    "cash=1010 | APPROVED",
                    "cash=1009.99 | INSUFFICIENT_CASH",
                    "requested=1 | APPROVED",
                    "requested=0 | QUANTITY_BELOW_LOT",
                    "requested=0.9 | QUANTITY_BELOW_LOT",
                    "requested=0.9 & lot=0.1 | APPROVED",
                    "equity=50000 | APPROVED",
                    "equity=49999 | RESIZED 9 POSITION_SIZE",
                    "worth in symbol=1900 | RESIZED 1 POSITION_SIZE",
                    "worth in symbol=1901 | QUANTITY_BELOW_LOT",
                    "requested=11 | RESIZED 10 ORDER_NOTIONAL",
                    "requested=100 & price=5 | APPROVED",
                    "requested=101 & price=5 | RESIZED 100 ORDER_SHARES",
                    "requested=101 & price=20 | RESIZED 50 ORDER_NOTIONAL");

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void decides(String row) {
        assertThat(outcomeOf(row)).isEqualTo(expectedOf(row));
    }

    @ParameterizedTest(name = "MSFT in {0}, worth {1} -> {2}")
    @CsvSource({
        "tech, 29000, APPROVED",
        "tech, 29000.01, SECTOR_EXPOSURE",
        "oil, 29000.01, APPROVED",
        ", 29000.01, APPROVED",
    })
    void limitsEverySector(String sectorOfMsft, String worth, String expected) {
        Map<String, String> sectors = new HashMap<>(Map.of(Scene.SYMBOL, "tech"));
        if (sectorOfMsft != null) {
            sectors.put("MSFT", sectorOfMsft);
        }
        Scene scene = new Scene().sectors(sectors).with("worth in MSFT", worth);

        assertThat(outcome(scene.verdict())).isEqualTo(expected);
    }

    @Test
    void saysThatASectorIsNotKnown() {
        assertThat(readingOf(new Scene().verdict(), DenialCode.SECTOR_EXPOSURE))
                .isEqualTo(
                        new RuleReading(DenialCode.SECTOR_EXPOSURE, "unknown", "30000.00", false));
    }

    @Test
    void readsEveryRuleOnceInTheOrderOfThePolicy() {
        List<DenialCode> entryCodes =
                Arrays.stream(DenialCode.values())
                        .filter(code -> code.response() != DenialCode.Response.REFUSE_EXIT)
                        .toList();

        assertThat(new Scene().with("kill switch", "on").verdict().readings())
                .extracting(RuleReading::rule)
                .containsExactlyElementsOf(entryCodes);
    }

    @Test
    void reachesEveryCodeThatCanMeetAnEntry() {
        Stream<String> outcomes =
                Stream.concat(TABLE.stream().map(RiskRulesTest::outcomeOf), Stream.of(sector()));

        assertThat(
                        outcomes.map(outcome -> outcome.substring(outcome.lastIndexOf(' ') + 1))
                                .filter(outcome -> !outcome.equals("APPROVED"))
                                .map(DenialCode::valueOf)
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(DenialCode.values())
                                .filter(c -> c.response() != DenialCode.Response.REFUSE_EXIT)
                                .toList());
    }

    @Test
    void namesTheFirstRuleInTheOrderOfThePolicyAndReportsTheOthersToo() {
        RiskPolicy.Verdict verdict =
                new Scene()
                        .with("requested", "11")
                        .with("cash", "0")
                        .with("traded ago", "1")
                        .with("state", "HALTED")
                        .verdict();

        assertThat(verdict.readings().stream().filter(RuleReading::breached))
                .extracting(RuleReading::rule)
                .containsExactly(
                        DenialCode.TRADING_STATE,
                        DenialCode.COOLDOWN,
                        DenialCode.INSUFFICIENT_CASH,
                        DenialCode.ORDER_NOTIONAL);
    }

    @Test
    void printsEveryReadingWithItsNumbers() {
        assertThat(
                        new Scene()
                                .with("worth in MSFT", "5000")
                                .with("traded ago", "900500")
                                .with("entered 10 ago", "61000")
                                .with("slippage block left", "-1")
                                .verdict()
                                .readings())
                .extracting(RuleReading::text)
                .containsExactly(
                        "KILL_SWITCH: limit=off, actual=off",
                        "DAILY_LOSS: limit=5000.00, actual=0",
                        "DRAWDOWN: limit=10000.00, actual=0",
                        "TRADING_STATE: limit=ACTIVE, actual=ACTIVE",
                        "RUN_LOSS: limit=none, actual=0",
                        "RUN_ORDERS: limit=none, actual=1",
                        "RUN_NOTIONAL: limit=none, actual=1000",
                        "SESSION_CLOSED: limit=open, actual=open",
                        "SLIPPAGE_BLOCK: limit=0s, actual=0s",
                        "BROKER_UNREACHABLE: limit=reachable, actual=reachable",
                        "FEED_SILENT: limit=none, actual=0s",
                        "NOT_RECONCILED: limit=reconciled, actual=reconciled",
                        "POSITION_ALREADY_OPEN: limit=0, actual=0",
                        "DUPLICATE_ORDER: limit=60s, actual=repeat after 61s",
                        "SELF_TRADE: limit=0, actual=0",
                        "PRICE_COLLAR: limit=0.05, actual=0.030000",
                        "FAT_FINGER_QUANTITY: limit=100000, actual=10",
                        "FAT_FINGER_NOTIONAL: limit=50000, actual=1000",
                        "FAT_FINGER_VOLUME: limit=0.010000, actual=0.000010",
                        "ORDERS_PER_MINUTE: limit=5, actual=1",
                        "ORDERS_PER_SYMBOL_DAY: limit=3, actual=1",
                        "COOLDOWN: limit=900s, actual=900.5s",
                        "OPEN_ORDERS: limit=20, actual=3",
                        "VOLATILITY: limit=0.100000, actual=0.010000",
                        "CORRELATION: limit=0.950000, actual=0.000000",
                        "SYMBOL_EXPOSURE: limit=10000, actual=1000",
                        "TOTAL_EXPOSURE: limit=50000, actual=6000",
                        "SECTOR_EXPOSURE: limit=30000.00, actual=unknown",
                        "CVAR: limit=0.030000, actual=0.000060",
                        "INSUFFICIENT_CASH: limit=100000, actual=1010.00",
                        "QUANTITY_BELOW_LOT: limit=1, actual=10",
                        "POSITION_SIZE: limit=2000.00, actual=1000",
                        "ORDER_NOTIONAL: limit=1000, actual=1000",
                        "ORDER_SHARES: limit=100, actual=10");
    }

    @Test
    void printsWhatIsUnusualInWords() {
        RiskPolicy.Verdict verdict =
                new Scene()
                        .with("kill switch", "on")
                        .with("session", "closed")
                        .with("entry", "working")
                        .with("order name", "taken")
                        .with("slippage block left", "90000")
                        .with("risk.run.max-loss", "500")
                        .with("risk.run.max-orders", "9")
                        .with("risk.run.max-notional", "5000.00")
                        .verdict();

        assertThat(verdict.readings().stream().map(RuleReading::text))
                .contains(
                        "KILL_SWITCH: limit=off, actual=on",
                        "SESSION_CLOSED: limit=open, actual=closed",
                        "POSITION_ALREADY_OPEN: limit=0, actual=entry working",
                        "DUPLICATE_ORDER: limit=60s, actual=same name",
                        "SLIPPAGE_BLOCK: limit=0s, actual=90s",
                        "RUN_LOSS: limit=500, actual=0",
                        "RUN_ORDERS: limit=9, actual=1",
                        "RUN_NOTIONAL: limit=5000.00, actual=1000",
                        "COOLDOWN: limit=900s, actual=never traded");
        assertThat(readingOf(new Scene().verdict(), DenialCode.DUPLICATE_ORDER).actual())
                .isEqualTo("new");
        assertThat(
                        readingOf(
                                        new Scene().with("risk.pyramiding", "true").verdict(),
                                        DenialCode.POSITION_ALREADY_OPEN)
                                .limit())
                .isEqualTo("any");
        assertThat(
                        readingOf(
                                        new Scene()
                                                .with("risk.entries-when-closed", "true")
                                                .verdict(),
                                        DenialCode.SESSION_CLOSED)
                                .limit())
                .isEqualTo("any");
    }

    static Stream<String> rows() {
        return TABLE.stream();
    }

    private static String sector() {
        return outcome(
                new Scene()
                        .sectors(Map.of(Scene.SYMBOL, "tech", "MSFT", "tech"))
                        .with("worth in MSFT", "40000")
                        .verdict());
    }

    private static String expectedOf(String row) {
        return row.substring(row.indexOf('|') + 2);
    }

    private static String outcomeOf(String row) {
        Scene scene = new Scene();
        for (String change : row.substring(0, row.indexOf(" |")).split(" & ", -1)) {
            String[] one = change.split("=", -1);
            scene.with(one[0], one[1]);
        }
        return outcome(scene.verdict());
    }

    private static String outcome(RiskPolicy.Verdict verdict) {
        Optional<RuleReading> first =
                verdict.readings().stream().filter(RuleReading::breached).findFirst();
        String code = first.map(reading -> reading.rule().name()).orElse("APPROVED");
        return verdict.approved() && first.isPresent()
                ? "RESIZED " + verdict.quantity().toPlainString() + " " + code
                : code;
    }

    private static RuleReading readingOf(RiskPolicy.Verdict verdict, DenialCode rule) {
        return verdict.readings().stream()
                .filter(reading -> reading.rule() == rule)
                .findFirst()
                .orElseThrow();
    }
}
