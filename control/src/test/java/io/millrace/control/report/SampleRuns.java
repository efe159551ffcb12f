package io.millrace.control.report;

import io.millrace.control.report.RunReport.DataQuality;
import io.millrace.control.report.RunReport.Heading;
import io.millrace.domain.alpha.AlphaName;
import io.millrace.domain.alpha.Direction;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Gate;
import io.millrace.domain.ensemble.Vote;
import io.millrace.domain.market.Market;
import io.millrace.domain.market.RejectionCode;
import io.millrace.domain.market.TradingSession;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.Order;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import io.millrace.domain.order.TimeInForce;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.report.DecisionFunnel;
import io.millrace.domain.report.PerformanceSettings;
import io.millrace.domain.risk.DenialCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs that never happened, with the shapes that real ones have. */
final class SampleRuns {

    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final BigDecimal START = new BigDecimal("100000.00");
    private static final List<String> REASONS =
            List.of("SIGNAL", "TRAILING_STOP", "TAKE_PROFIT", "STOP_LOSS", "END_OF_DAY");

    private final String name;
    private final Market market;
    private final List<String> symbols;
    private final List<Long> times;
    private final Random random;
    private final List<Order> orders = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();
    private final Map<String, List<Vote>> votes = new HashMap<>();
    private final Map<String, Integer> left = new HashMap<>();

    private SampleRuns(String name, Market market, List<Long> times, long seed) {
        this.name = name;
        this.market = market;
        this.symbols = symbols(market, times.size());
        this.times = times;
        this.random = new Random(seed);
    }

    /** Some 250 daily sessions that made money. */
    static RunReport year() {
        return new SampleRuns("Daily momentum 2023", Market.XNYS, dailyCloses(250), 7)
                .run(143, 0.0005, 0.008, false);
    }

    /** Five sessions of generated minutes. */
    static RunReport week() {
        return new SampleRuns("Five days of minutes", Market.XNYS, minuteCloses(5), 11)
                .run(9, -0.0000012, 0.00025, true);
    }

    /** Ten years of daily sessions with thousands of round trips. */
    static RunReport decade() {
        return new SampleRuns("Ten years", Market.XNYS, dailyCloses(2500), 5)
                .run(12_345, 0.0003, 0.009, false);
    }

    /** A market that never closes, more marks than can be drawn. */
    static RunReport bitcoin() {
        List<Long> minutes = new ArrayList<>();
        for (long minute = 0; minute < 60_000; minute++) {
            minutes.add(1_356_998_400_000L + minute * 60_000);
        }
        return new SampleRuns("BTC/USD trades 2013", Market.CRYPTO, minutes, 3)
                .run(60, 0.000001, 0.0006, false);
    }

    /** A run whose gates let nothing through. */
    static RunReport silent() {
        return new SampleRuns("Nothing happened", Market.XNYS, dailyCloses(60), 1)
                .run(0, 0, 0, false);
    }

    /** A run that ended before its first bar. */
    static RunReport empty() {
        RunReport silent = silent();
        RunRecords nothing =
                new RunRecords(
                        List.of(), List.of(), List.of(), funnel(0, 0), Map.of(), Map.of(), null);
        return new RunReport(
                silent.heading(),
                nothing.results(Market.XNYS.calendar(), PerformanceSettings.standard(Market.XNYS)),
                new DataQuality(0, Map.of(), 0, false),
                Map.of(),
                Map.of());
    }

    /** A short run in which every name that a user can choose is the given one. */
    static RunReport named(String name) {
        SampleRuns sample = new SampleRuns(name, Market.XNYS, minuteCloses(1), 2);
        sample.trade(0, 30, name, name);
        RunReport run = sample.run(0, 0, 0.0001, false);
        Heading heading =
                new Heading(
                        name,
                        name,
                        List.of(name),
                        run.heading().fromMillis(),
                        run.heading().toMillis(),
                        NEW_YORK,
                        name,
                        name,
                        name,
                        name);
        return new RunReport(
                heading, run.results(), run.quality(), Map.of(name, name), Map.of(name, name));
    }

    private RunReport run(int trips, double drift, double noise, boolean synthetic) {
        for (int i = 0; i < trips; i++) {
            int exit = 2 + (int) ((long) (times.size() - 2) * i / trips);
            String symbol = symbols.get(random.nextInt(symbols.size()));
            int entry = Math.max(left.getOrDefault(symbol, 0), exit - 1 - random.nextInt(20));
            if (entry < exit) {
                trade(entry, exit, symbol, null);
                left.put(symbol, exit);
            }
        }
        RunRecords records =
                new RunRecords(
                        equity(drift, noise),
                        orders,
                        fills,
                        funnel((long) times.size() * symbols.size(), trips),
                        votes,
                        Map.of(),
                        null);
        return new RunReport(
                heading(synthetic ? "synthetic tape, seed 42" : "tapes/" + market),
                records.results(market.calendar(), PerformanceSettings.standard(market)),
                quality(synthetic),
                Map.of(
                        "ensemble.min-confidence", "0.65",
                        "risk.max-order-notional", "1000",
                        "risk.max-position-fraction", "0.02",
                        "storage.url", "jdbc:postgresql://millrace:hunter2@localhost:5433/millrace",
                        "storage.password", "hunter2"),
                Map.of(
                        "flink", "2.3.0",
                        "millrace", "0.1.0",
                        "tape AAPL.csv.gz",
                                "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"));
    }

    private static List<String> symbols(Market market, int marks) {
        if (market == Market.CRYPTO) {
            return List.of("BTC/USD");
        }
        return marks < 2000
                ? List.of("AAPL", "MSFT", "SPY", "XOM")
                : IntStream.range(0, 60).mapToObj(number -> "SYM" + number).toList();
    }

    private Heading heading(String data) {
        return new Heading(
                name,
                data,
                symbols,
                times.get(0),
                times.get(times.size() - 1),
                market.calendar().zone(),
                "ensemble",
                "standard",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "USD");
    }

    private DataQuality quality(boolean synthetic) {
        Map<RejectionCode, Long> dead =
                synthetic
                        ? Map.of()
                        : Map.of(RejectionCode.PRICE_INVALID, 3L, RejectionCode.DUPLICATE, 14L);
        long rows = (long) times.size() * symbols.size() + 17;
        return new DataQuality(rows, dead, synthetic ? 0 : 212, synthetic);
    }

    private static DecisionFunnel funnel(long bars, long trips) {
        long decisions = bars - bars / 50;
        long wanted = Math.min(trips * 3, decisions / 2);
        long held = decisions - wanted;
        return new DecisionFunnel(
                bars,
                decisions,
                decisions,
                Map.of(Action.BUY, wanted / 2, Action.SELL, wanted - wanted / 2, Action.HOLD, held),
                Map.of(
                        Gate.VOTES, held - held / 3 - held / 40,
                        Gate.CONFIDENCE, held / 3,
                        Gate.ENTRY_WINDOW, held / 40),
                wanted - wanted / 3,
                wanted / 9,
                Map.of(
                        DenialCode.TRADING_STATE,
                        wanted / 3 - wanted / 12,
                        DenialCode.KILL_SWITCH,
                        wanted / 12),
                trips * 4,
                trips * 2);
    }

    private void trade(int entry, int exit, String symbol, @Nullable String reason) {
        boolean coin = market == Market.CRYPTO;
        double price = coin ? 13.5 + random.nextDouble() : 150 + random.nextInt(200);
        BigDecimal quantity =
                coin ? new BigDecimal("74.07407407") : BigDecimal.valueOf(1 + random.nextInt(9));
        String id = "t" + orders.size();
        String why = reason == null ? REASONS.get(random.nextInt(REASONS.size())) : reason;
        double returned = random.nextGaussian() * 0.02 + 0.001;
        fill(id, symbol, Side.BUY, quantity, price, times.get(entry), "SIGNAL");
        fill(id + "x", symbol, Side.SELL, quantity, price * (1 + returned), times.get(exit), why);
        votes.put(
                id,
                List.of(
                        new Vote(AlphaName.EMA_CROSS, Direction.UP, 0.4, 1),
                        new Vote(AlphaName.MACD, Direction.UP, 0.2, 1),
                        new Vote(
                                AlphaName.RSI,
                                random.nextBoolean() ? Direction.UP : Direction.DOWN,
                                0.4,
                                1)));
    }

    private void fill(
            String id,
            String symbol,
            Side side,
            BigDecimal quantity,
            double at,
            long millis,
            String reason) {
        BigDecimal price = money(at);
        orders.add(
                new Order(
                        id,
                        null,
                        symbol,
                        side,
                        side == Side.BUY ? Leg.ENTRY : Leg.EXIT,
                        OrderType.MARKET,
                        TimeInForce.DAY,
                        quantity,
                        null,
                        null,
                        millis - 1,
                        reason));
        BigDecimal fee = side == Side.BUY ? BigDecimal.ZERO : new BigDecimal("0.02");
        fills.add(new Fill(id, symbol, side, quantity, price, fee, price, millis, 0));
    }

    private List<EquityPoint> equity(double drift, double noise) {
        double worth = START.doubleValue();
        List<EquityPoint> equity = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            BigDecimal now = money(worth);
            BigDecimal cash = noise > 0 && i % 7 < 4 ? now.subtract(new BigDecimal("1000")) : now;
            equity.add(new EquityPoint("paper", times.get(i), cash, now));
            worth *= 1 + drift + noise * random.nextGaussian();
        }
        return equity;
    }

    private static BigDecimal money(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static List<Long> dailyCloses(int sessions) {
        List<Long> closes = new ArrayList<>();
        TradingSession session = first(LocalDate.of(2013, 1, 2).plusYears(sessions > 300 ? 0 : 10));
        while (closes.size() < sessions) {
            closes.add(session.closeMillis());
            session = Market.XNYS.calendar().nextSession(session.closeMillis());
        }
        return closes;
    }

    private static List<Long> minuteCloses(int sessions) {
        List<Long> closes = new ArrayList<>();
        TradingSession session = first(LocalDate.of(2024, 3, 6));
        for (int i = 0; i < sessions; i++) {
            for (long at = session.openMillis() + 60_000;
                    at <= session.closeMillis();
                    at += 60_000) {
                closes.add(at);
            }
            session = Market.XNYS.calendar().nextSession(session.closeMillis());
        }
        return closes;
    }

    private static TradingSession first(LocalDate date) {
        long midnight = date.atTime(LocalTime.MIDNIGHT).atZone(NEW_YORK).toInstant().toEpochMilli();
        return Market.XNYS.calendar().nextSession(midnight);
    }
}
