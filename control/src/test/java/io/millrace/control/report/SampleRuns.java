package io.millrace.control.report;

import io.millrace.control.report.RunReport.Attribution;
import io.millrace.control.report.RunReport.ClosedTrade;
import io.millrace.control.report.RunReport.CodeCount;
import io.millrace.control.report.RunReport.DataQuality;
import io.millrace.control.report.RunReport.EquityMark;
import io.millrace.control.report.RunReport.Figure;
import io.millrace.control.report.RunReport.FunnelStep;
import io.millrace.control.report.RunReport.Heading;
import io.millrace.control.report.RunReport.MonthReturn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Runs that never happened, with the shapes that real ones have. */
final class SampleRuns {

    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "SPY", "XOM");
    private static final double START = 100_000;

    private SampleRuns() {}

    /** Some 250 daily sessions that made money. */
    static RunReport year() {
        return run(
                "Daily momentum 2023",
                equity(dailyCloses(250), 7, 0.0005, 0.008),
                NEW_YORK,
                143,
                false);
    }

    /** Five sessions of minutes. */
    static RunReport week() {
        return run(
                "Five days of minutes",
                equity(minuteCloses(5), 11, -0.0000012, 0.00025),
                NEW_YORK,
                9,
                true);
    }

    /** Ten years of daily sessions with thousands of round trips. */
    static RunReport decade() {
        return run(
                "Ten years", equity(dailyCloses(2500), 5, 0.0003, 0.009), NEW_YORK, 12_345, false);
    }

    /** A market that never closes, more marks than can be drawn. */
    static RunReport bitcoin() {
        List<Long> minutes = new ArrayList<>();
        for (long minute = 0; minute < 60_000; minute++) {
            minutes.add(1_356_998_400_000L + minute * 60_000);
        }
        return run("BTC/USD", equity(minutes, 3, 0.000001, 0.0006), ZoneOffset.UTC, 60, false);
    }

    /** A run whose gates let nothing through. */
    static RunReport silent() {
        List<EquityMark> flat =
                dailyCloses(60).stream().map(at -> new EquityMark(at, START)).toList();
        return run("Nothing happened", flat, NEW_YORK, 0, false);
    }

    /** The run with another name, data and symbol. */
    static RunReport named(RunReport run, String name) {
        Heading old = run.heading();
        Heading heading =
                new Heading(
                        name,
                        name,
                        List.of(name),
                        old.fromMillis(),
                        old.toMillis(),
                        old.zone(),
                        name,
                        name,
                        name,
                        name);
        List<ClosedTrade> trades =
                run.trades().stream().map(trade -> renamed(trade, name)).toList();
        List<CodeCount> codes = List.of(new CodeCount(name, name, 3));
        Map<String, String> settings = Map.of(name, name);
        return new RunReport(
                heading,
                run.figures(),
                run.equity(),
                trades,
                run.months(),
                List.of(new FunnelStep(name, name, 4, codes)),
                codes,
                List.of(new Attribution(name, 1, 1.0, BigDecimal.ONE)),
                List.of(new Attribution(name, 1, 1.0, BigDecimal.ONE)),
                new DataQuality(1, 1, codes, 1, false),
                new TreeMap<>(settings),
                new TreeMap<>(settings));
    }

    private static ClosedTrade renamed(ClosedTrade trade, String name) {
        return new ClosedTrade(
                name,
                trade.entryMillis(),
                trade.exitMillis(),
                trade.quantity(),
                trade.entryPrice(),
                trade.exitPrice(),
                trade.profit(),
                trade.returned(),
                name);
    }

    private static RunReport run(
            String name, List<EquityMark> equity, ZoneId zone, int trades, boolean synthetic) {
        List<String> symbols = zone.equals(NEW_YORK) ? SYMBOLS : List.of("BTC/USD");
        List<ClosedTrade> closed = trades(equity, symbols, trades);
        return new RunReport(
                new Heading(
                        name,
                        synthetic ? "synthetic tape, seed 42" : "tapes/us-equity",
                        symbols,
                        equity.get(0).atMillis(),
                        equity.get(equity.size() - 1).atMillis(),
                        zone,
                        "ensemble",
                        "standard",
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                        "USD"),
                figures(equity, closed),
                equity,
                closed,
                months(equity, zone),
                funnel((long) equity.size() * symbols.size(), trades),
                trades == 0
                        ? List.of()
                        : List.of(
                                new CodeCount(
                                        "POSITION_SIZE",
                                        "The position would be too large a share of equity.",
                                        41),
                                new CodeCount(
                                        "COOLDOWN", "The symbol was traded a moment ago.", 260)),
                attributions(symbols, closed),
                trades == 0
                        ? List.of()
                        : List.of(
                                new Attribution(
                                        "EMA_CROSS", trades, 0.55, new BigDecimal("2410.55")),
                                new Attribution("MACD", trades / 2, 0.5, new BigDecimal("-310.20")),
                                new Attribution("RSI", trades / 3, 0.48, new BigDecimal("120.00")),
                                new Attribution("TFT", 0, null, BigDecimal.ZERO)),
                new DataQuality(
                        equity.size() * 4L + 17,
                        equity.size() * 4L,
                        synthetic
                                ? List.of()
                                : List.of(
                                        new CodeCount(
                                                "PRICE_INVALID",
                                                "A price is NaN, infinite, zero or negative.",
                                                3),
                                        new CodeCount(
                                                "DUPLICATE",
                                                "The same symbol and interval was already read.",
                                                14)),
                        synthetic ? 0 : 212,
                        synthetic),
                new TreeMap<>(
                        Map.of(
                                "ensemble.min-confidence", "0.65",
                                "risk.max-order-notional", "1000",
                                "storage.url",
                                        "jdbc:postgresql://millrace:hunter2@localhost:5433/millrace",
                                "storage.password", "hunter2")),
                new TreeMap<>(
                        Map.of(
                                "flink",
                                "2.3.0",
                                "millrace",
                                "0.1.0",
                                "tape.sha256 AAPL.csv.gz",
                                "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752")));
    }

    private static List<Figure> figures(List<EquityMark> equity, List<ClosedTrade> trades) {
        double end = equity.get(equity.size() - 1).equity();
        Map<Statistic, Double> known = new EnumMap<>(Statistic.class);
        known.put(Statistic.TOTAL_RETURN, end / START - 1);
        known.put(Statistic.NET_PROFIT, end - START);
        known.put(Statistic.START_EQUITY, START);
        known.put(Statistic.END_EQUITY, end);
        known.put(Statistic.MAX_DRAWDOWN, deepest(equity));
        known.put(Statistic.EXPOSURE, trades.isEmpty() ? 0 : 0.34);
        if (!trades.isEmpty()) {
            double won = trades.stream().filter(trade -> trade.profit().signum() > 0).count();
            known.put(Statistic.SHARPE, 1.37);
            known.put(Statistic.SORTINO, 1.92);
            known.put(Statistic.ANNUAL_VOLATILITY, 0.1262);
            known.put(Statistic.PROBABILISTIC_SHARPE, 0.81);
            known.put(Statistic.WIN_RATE, won / trades.size());
            known.put(Statistic.PROFIT_FACTOR, 1.48);
            known.put(Statistic.EXPECTANCY, -12.4);
            known.put(Statistic.FEES, 41.2);
            known.put(Statistic.MAX_DRAWDOWN_MILLIS, 3_024_000_000.0);
        }
        List<Figure> figures = new ArrayList<>();
        for (Statistic statistic : Statistic.values()) {
            figures.add(new Figure(statistic, known.get(statistic)));
        }
        return figures;
    }

    private static double deepest(List<EquityMark> equity) {
        double peak = 0;
        double deepest = 0;
        for (EquityMark mark : equity) {
            peak = Math.max(peak, mark.equity());
            deepest = Math.max(deepest, 1 - mark.equity() / peak);
        }
        return deepest;
    }

    private static List<FunnelStep> funnel(long bars, long trades) {
        return List.of(
                new FunnelStep("Bars", "Bars that entered the run.", bars, List.of()),
                new FunnelStep(
                        "Decisions",
                        "Bars at whose close the ensemble decided.",
                        bars - bars / 50,
                        List.of(
                                new CodeCount(
                                        "WARM_UP", "The features were not ready.", bars / 50))),
                new FunnelStep(
                        "Entries and exits wanted",
                        "Decisions to buy or to sell.",
                        trades * 3,
                        List.of(
                                new CodeCount("VOTES", "No alpha holds a direction.", bars / 2),
                                new CodeCount("CONFIDENCE", "Too little confidence.", bars / 3),
                                new CodeCount(
                                        "ENTRY_WINDOW", "Outside the entry window.", bars / 40),
                                new CodeCount("EXPECTED_MOVE", "Too small a move.", bars / 200))),
                new FunnelStep(
                        "Approved by risk",
                        "Decisions that every rule let pass.",
                        trades * 2,
                        trades == 0
                                ? List.of()
                                : List.of(
                                        new CodeCount(
                                                "COOLDOWN",
                                                "The symbol was traded a moment ago.",
                                                trades * 3 / 4),
                                        new CodeCount(
                                                "POSITION_SIZE",
                                                "Too large a share of equity.",
                                                trades / 4))),
                new FunnelStep("Orders", "Orders handed to the venue.", trades * 4, List.of()),
                new FunnelStep(
                        "Fills",
                        "Executions.",
                        trades * 2,
                        trades == 0
                                ? List.of()
                                : List.of(
                                        new CodeCount(
                                                "CANCELED",
                                                "Ended before it filled.",
                                                trades * 2))));
    }

    private static List<Attribution> attributions(List<String> symbols, List<ClosedTrade> trades) {
        List<Attribution> rows = new ArrayList<>();
        for (String symbol : symbols) {
            List<ClosedTrade> own =
                    trades.stream().filter(trade -> trade.symbol().equals(symbol)).toList();
            BigDecimal profit =
                    own.stream().map(ClosedTrade::profit).reduce(BigDecimal.ZERO, BigDecimal::add);
            double won = own.stream().filter(trade -> trade.profit().signum() > 0).count();
            rows.add(
                    new Attribution(
                            symbol, own.size(), own.isEmpty() ? null : won / own.size(), profit));
        }
        return rows;
    }

    private static List<ClosedTrade> trades(
            List<EquityMark> equity, List<String> symbols, int count) {
        Random random = new Random(13);
        List<String> reasons =
                List.of("SIGNAL", "TRAILING_STOP", "TAKE_PROFIT", "STOP_LOSS", "END_OF_DAY");
        List<ClosedTrade> trades = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int exit = 2 + (int) ((long) (equity.size() - 2) * i / count);
            int entry = Math.max(0, exit - 1 - random.nextInt(20));
            double price =
                    symbols.size() == 1 ? 13.5 + random.nextDouble() : 150 + random.nextInt(200);
            double returned = random.nextGaussian() * 0.02 + 0.001;
            BigDecimal quantity =
                    symbols.size() == 1
                            ? new BigDecimal("74.07407407")
                            : BigDecimal.valueOf(1 + random.nextInt(9));
            BigDecimal in = money(price);
            BigDecimal out = money(price * (1 + returned));
            trades.add(
                    new ClosedTrade(
                            symbols.get(random.nextInt(symbols.size())),
                            equity.get(entry).atMillis(),
                            equity.get(exit).atMillis(),
                            quantity,
                            in,
                            out,
                            money(out.subtract(in).multiply(quantity).doubleValue()),
                            returned,
                            reasons.get(random.nextInt(reasons.size()))));
        }
        return trades;
    }

    private static BigDecimal money(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static List<MonthReturn> months(List<EquityMark> equity, ZoneId zone) {
        MarketTime time = new MarketTime(zone);
        Map<YearMonth, Double> ends = new TreeMap<>();
        equity.forEach(mark -> ends.put(YearMonth.from(time.date(mark.atMillis())), mark.equity()));
        List<MonthReturn> months = new ArrayList<>();
        double before = START;
        for (Map.Entry<YearMonth, Double> end : ends.entrySet()) {
            months.add(
                    new MonthReturn(
                            end.getKey().getYear(),
                            end.getKey().getMonthValue(),
                            end.getValue() / before - 1));
            before = end.getValue();
        }
        return months;
    }

    private static List<EquityMark> equity(
            List<Long> times, long seed, double drift, double noise) {
        Random random = new Random(seed);
        double worth = START;
        List<EquityMark> equity = new ArrayList<>();
        for (long at : times) {
            equity.add(new EquityMark(at, worth));
            worth *= 1 + drift + noise * random.nextGaussian();
        }
        return equity;
    }

    private static List<Long> dailyCloses(int sessions) {
        List<Long> closes = new ArrayList<>();
        for (LocalDate date = LocalDate.of(2023, 1, 3);
                closes.size() < sessions;
                date = date.plusDays(1)) {
            if (isTraded(date)) {
                closes.add(date.atTime(16, 0).atZone(NEW_YORK).toInstant().toEpochMilli());
            }
        }
        return closes;
    }

    private static List<Long> minuteCloses(int sessions) {
        List<Long> closes = new ArrayList<>();
        int traded = 0;
        for (LocalDate date = LocalDate.of(2024, 3, 6);
                traded < sessions;
                date = date.plusDays(1)) {
            if (isTraded(date)) {
                traded++;
                long open =
                        date.atTime(LocalTime.of(9, 30))
                                .atZone(NEW_YORK)
                                .toInstant()
                                .toEpochMilli();
                for (int minute = 1; minute <= 390; minute++) {
                    closes.add(open + minute * 60_000L);
                }
            }
        }
        return closes;
    }

    private static boolean isTraded(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
