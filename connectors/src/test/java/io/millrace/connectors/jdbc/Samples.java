package io.millrace.connectors.jdbc;

import io.millrace.connectors.kafka.event.RedditItem;
import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.alpha.Insight;
import io.millrace.domain.audit.AuditEntry;
import io.millrace.domain.audit.AuditLink;
import io.millrace.domain.audit.EventIds;
import io.millrace.domain.audit.FailedMessage;
import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.broker.ExecutionGate;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.control.ControlWord;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.GateReading;
import io.millrace.domain.ensemble.Regime;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.feature.Feature;
import io.millrace.domain.feature.FeatureVector;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.DeadLetter;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.market.Resolution;
import io.millrace.domain.market.Trade;
import io.millrace.domain.model.ModelPointer;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.order.ExecutionEvent;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderEvent;
import io.millrace.domain.order.OrderRequest;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.Position;
import io.millrace.domain.risk.DenialCode;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.risk.RuleReading;
import io.millrace.domain.risk.TradingState;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A few rows for every table that is written to, each with a key of its own. */
final class Samples {

    private static final long START = 1_700_000_000_000L;
    private static final RunScope SCOPE = new RunScope("run-1", "paper");

    private Samples() {}

    /**
     * A table and rows for it.
     *
     * @param <T> row
     */
    record Sample<T>(Table<T> table, List<T> rows) {
        static <T> Sample<T> of(Table<T> table, int count, IntFunction<T> row) {
            return new Sample<>(table, IntStream.range(0, count).mapToObj(row).toList());
        }

        @Override
        public String toString() {
            return table.name();
        }
    }

    static List<Sample<?>> all() {
        return List.of(
                Sample.of(MarketTables.bars("tape", Resolution.MINUTE), 9, Samples::bar),
                Sample.of(MarketTables.bars("tape", Resolution.DAY), 5, Samples::bar),
                Sample.of(MarketTables.features(SCOPE, List.of("cci_20")), 6, Samples::features),
                Sample.of(DeadLetterTables.rows(SCOPE), 7, Samples::deadLetter),
                Sample.of(DeadLetterTables.messages(SCOPE), 7, Samples::failedMessage),
                Sample.of(MarketTables.predictions(SCOPE), 6, Samples::predicted),
                Sample.of(AuditTables.links(SCOPE), 4, Samples::auditLink),
                Sample.of(DecisionTables.insights(SCOPE), 6, Samples::insight),
                Sample.of(DecisionTables.decisions(SCOPE), 6, Samples::decision),
                Sample.of(DecisionTables.riskDecisions(SCOPE), 5, Samples::riskDecision),
                Sample.of(AccountTables.requests(SCOPE), 3, Samples::request),
                Sample.of(AccountTables.orders(SCOPE), 6, Samples::order),
                Sample.of(AccountTables.events(SCOPE), 6, Samples::event),
                Sample.of(AccountTables.fills(SCOPE), 6, Samples::fill),
                Sample.of(AccountTables.equity(SCOPE), 6, Samples::equity),
                Sample.of(AccountTables.positions(SCOPE), 4, i -> position(i, i)),
                Sample.of(MarketTables.bars(Resolution.DAY), 5, Samples::barOfFeed),
                Sample.of(MarketTables.trades(), 5, Samples::print),
                Sample.of(AccountTables.ordersOfUpdates(SCOPE), 4, Samples::update),
                Sample.of(AccountTables.eventsOfUpdates(SCOPE), 4, Samples::update),
                Sample.of(AccountTables.fillsOfUpdates(SCOPE), 4, Samples::update),
                Sample.of(AccountTables.blocked(SCOPE), 4, Samples::blocked),
                Sample.of(AccountTables.commands(SCOPE), 4, Samples::word),
                Sample.of(RedditTables.posts(), 4, Samples::post),
                Sample.of(RedditTables.mentions(), 4, Samples::mention),
                Sample.of(RunTables.manifests(), 3, Samples::manifest),
                Sample.of(RunTables.backtests(), 3, Samples::backtest));
    }

    static Bar bar(int i) {
        long start = START + i * 60_000L;
        return new Bar(
                "S" + i % 3, start, start + 60_000L, 10.1 + i, 12.5 + i, 9.75, 11.2, 1_000 + i);
    }

    static MarketEvent barOfFeed(int i) {
        return MarketEvent.of("feed-" + i % 2, i, bar(i));
    }

    static MarketEvent print(int i) {
        return MarketEvent.of("feed", new Trade("S" + i % 2, START, 10.25, i + 1, i));
    }

    static OrderUpdate update(int i) {
        return new OrderUpdate(
                "account-" + i % 2,
                order(i),
                OrderStatus.PARTIALLY_FILLED,
                new ExecutionEvent("order-" + i, OrderEvent.PARTIAL_FILL, START, fill(i), ""));
    }

    static BlockedOrder blocked(int i) {
        return new BlockedOrder(
                "paper",
                "ensemble",
                order(i),
                ExecutionGate.APPROVAL,
                "nobody approved",
                START + i);
    }

    static ControlWord word(int i) {
        return i % 2 == 0
                ? ControlWord.of(
                        new ControlCommand(
                                i, ControlCommand.Kind.KILL, "paper", "me", "why\0", START + i))
                : ControlWord.of(
                        new ModelPointer(
                                START,
                                START + i,
                                ModelRef.newest("tft"),
                                new ModelRef("tft", "" + i, "ab"),
                                0.5),
                        "me",
                        "");
    }

    static RedditItem post(int i) {
        boolean comment = i % 2 == 1;
        return new RedditItem(
                "t" + i,
                comment ? "t0" : null,
                "stocks",
                null,
                comment ? null : "Title",
                "text",
                i,
                START + i,
                START + 60_000,
                List.of("SPY"));
    }

    static RedditTables.Mention mention(int i) {
        return new RedditTables.Mention(post(i), "SPY");
    }

    static FeatureVector features(int i) {
        double[] values = new double[Feature.values().length + 1];
        Arrays.setAll(values, place -> place + i / 8.0);
        return new FeatureVector("S" + i % 2, START + i, values, -1L << i);
    }

    static DeadLetter deadLetter(int i) {
        return new DeadLetter(
                "tape.csv", i, RejectionCode.NUMBER_UNREADABLE, "1.\0\u20ac'\"" + i, "a number");
    }

    /** With and without key, place, code and expectation. */
    static FailedMessage failedMessage(int i) {
        boolean whole = i % 2 == 0;
        return new FailedMessage(
                EventIds.of("failure", "market.raw", "S", START, i).toString(),
                "signals",
                i % 3 == 0 ? null : "market.raw",
                whole ? new byte[] {'S', (byte) i} : null,
                new byte[] {0, -1, (byte) i, 39},
                whole ? (long) i : null,
                whole ? "PRICE_INVALID" : null,
                whole ? "a price" : null,
                "java.io.IOException",
                "no schema\0 " + i,
                i,
                START,
                START + i);
    }

    static PredictedQuantiles predicted(int i) {
        return new PredictedQuantiles(
                "S", START + i / 3, 30 + 15 * (i % 3), "v1", "0abc", -0.5, i / 7.0, 0.5);
    }

    static AuditLink auditLink(int i) {
        String id = EventIds.of("audit", "paper", "S", START, i).toString();
        return new AuditLink(
                new AuditEntry("paper", "RISK", id, null, "engine", "{}", START + i),
                i,
                "before",
                "after");
    }

    static Insight insight(int i) {
        return new Insight(
                i % 2 == 0 ? AlphaName.RSI : AlphaName.MACD,
                "S",
                START + i,
                START + i + 900_000L,
                List.of(Direction.UP, Direction.FLAT, Direction.DOWN).get(i % 3));
    }

    static Decision decision(int i) {
        return new Decision(
                "ensemble",
                bar(i),
                i % 2 == 0 ? Action.HOLD : Action.BUY,
                0.25,
                1.0 / 3,
                Regime.BULL,
                true,
                List.of(new Vote(AlphaName.RSI, Direction.UP, 0.5, 1)),
                List.of(
                        new GateReading(Gate.VOTES, null, 1, true),
                        new GateReading(Gate.CONFIDENCE, 0.5, 0.65, i % 2 == 1)),
                null);
    }

    static RiskDecision riskDecision(int i) {
        return new RiskDecision(
                "paper",
                "ensemble",
                "S",
                START + i,
                i % 2 == 0,
                new BigDecimal("12.50"),
                new BigDecimal("0"),
                List.of(
                        new RuleReading(DenialCode.KILL_SWITCH, "off", "off", false),
                        new RuleReading(DenialCode.TRADING_STATE, "HALTED", "ACTIVE", i % 2 == 1)),
                TradingState.ACTIVE);
    }

    static Order order(int i) {
        boolean entry = i % 3 == 0;
        return new Order(
                "order-" + i,
                entry ? null : "order-" + (i - i % 3),
                "S",
                entry ? Side.BUY : Side.SELL,
                List.of(Leg.ENTRY, Leg.TAKE_PROFIT, Leg.STOP_LOSS).get(i % 3),
                List.of(OrderType.MARKET, OrderType.LIMIT, OrderType.STOP).get(i % 3),
                TimeInForce.DAY,
                new BigDecimal("1.00000001"),
                i % 3 == 1 ? new BigDecimal("103.10") : null,
                i % 3 == 2 ? new BigDecimal("98.5") : null,
                START + i,
                "SIGNAL");
    }

    static OrderRequest request(int i) {
        return switch (i) {
            case 0 -> OrderRequest.submit(List.of(order(0), order(1), order(2)));
            case 1 -> OrderRequest.cancel("order-1", START, "END_OF_DAY");
            default -> OrderRequest.resize("order-2", new BigDecimal("0.5"), START, "PARTIAL");
        };
    }

    static ExecutionEvent event(int i) {
        return i % 2 == 0
                ? new ExecutionEvent("o", OrderEvent.PARTIAL_FILL, START, fill(i), "")
                : new ExecutionEvent("o" + i, OrderEvent.BROKER_ACCEPTED, START, null, "why");
    }

    static Fill fill(int i) {
        return new Fill(
                "o",
                "S",
                i % 2 == 0 ? Side.BUY : Side.SELL,
                new BigDecimal("0.123456789012345678"),
                new BigDecimal("42000.10"),
                new BigDecimal("0.02"),
                new BigDecimal("42000"),
                START + i,
                i);
    }

    static EquityPoint equity(int i) {
        return new EquityPoint(
                "paper", START + i, new BigDecimal("-0.01"), new BigDecimal("99999999999.99"));
    }

    static AccountPosition position(int symbol, int at) {
        return new AccountPosition(
                "paper",
                START + at,
                new Position(
                        "S" + symbol,
                        BigDecimal.valueOf(at),
                        new BigDecimal("10.5"),
                        new BigDecimal("11")));
    }

    static RunManifest manifest(int i) {
        return new RunManifest(
                "run-" + i,
                "demo",
                "ensemble",
                Map.of("risk.max-order-notional", "1000", "note", "a \"b\" \\ \n \0"),
                Map.of("tape.csv", "00ff"),
                Map.of("flink", "2.3.0"));
    }

    static BacktestRun backtest(int i) {
        return new BacktestRun(
                "run-" + i,
                BacktestRun.Status.FINISHED,
                "1m",
                i == 0 ? null : START,
                i == 0 ? null : START + i,
                new BacktestRun.Counts(i, i, i, i),
                new BigDecimal("100000"),
                new BigDecimal("100001.5"),
                Map.of("sharpe", 1.5, "calmar", Double.NaN),
                Map.of("orders", "ab"));
    }
}
