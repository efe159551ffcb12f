package io.millrace.domain.risk;

import io.millrace.domain.config.Settings;
import io.millrace.domain.feature.ReturnWindow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** An entry that every rule approves, until one thing about it is made different. */
final class Scene {

    static final long AT = 1_700_000_000_000L;
    static final String SYMBOL = "AAPL";

    private final Map<String, Object> settings = new HashMap<>();
    private final List<Exposure> exposures = new ArrayList<>();
    private BigDecimal price = new BigDecimal("100");
    private BigDecimal requested = new BigDecimal("10");
    private BigDecimal lot = BigDecimal.ONE;
    private @Nullable BigDecimal takeProfit;
    private @Nullable BigDecimal stopLoss;
    private @Nullable Double volatility = 0.01;
    private @Nullable Double averageVolume = 1e6;
    private ReturnWindow returns = window(40, Scene::beat);
    private TradingState state = TradingState.ACTIVE;
    private boolean killed;
    private boolean sessionOpen = true;
    private BigDecimal equity = new BigDecimal("100000");
    private BigDecimal start = new BigDecimal("100000");
    private BigDecimal dayStart = new BigDecimal("100000");
    private BigDecimal peak = new BigDecimal("100000");
    private BigDecimal cash = new BigDecimal("100000");
    private int openOrders;
    private int ordersLastMinute;
    private long slippageUntil = Long.MIN_VALUE;
    private int runOrders;
    private BigDecimal runNotional = BigDecimal.ZERO;
    private boolean reachable = true;
    private long silent;
    private long silenceLimit;
    private boolean reconciled = true;
    private BigDecimal held = BigDecimal.ZERO;
    private boolean entryWorking;
    private BigDecimal opposing = BigDecimal.ZERO;
    private boolean nameTaken;
    private int entriesToday;
    private @Nullable Long lastTrade;
    private @Nullable Long lastEntry;
    private BigDecimal lastEntryQuantity = BigDecimal.ZERO;

    /** One bar up, one bar down: uncorrelated with {@link #sway}. */
    static double beat(int bar) {
        return bar % 2 == 0 ? 0.001 : -0.001;
    }

    /** Two bars up, two bars down. */
    static double sway(int bar) {
        return bar % 4 < 2 ? 0.001 : -0.001;
    }

    /** Returns of minute bars, the last one up to now. */
    static ReturnWindow window(int bars, IntToDoubleFunction returnOfBar) {
        ReturnWindow window = ReturnWindow.empty();
        for (int bar = 0; bar < bars; bar++) {
            window = window.with(AT - (bars - 1 - bar) * 60_000L, returnOfBar.applyAsDouble(bar));
        }
        return window;
    }

    /** The scene with one thing different, as the decision table names it. */
    Scene with(String what, String value) {
        switch (what) {
            case "nothing" -> {}
            case "price" -> price = new BigDecimal(value);
            case "requested" -> requested = new BigDecimal(value);
            case "lot" -> lot = new BigDecimal(value);
            case "take profit" -> takeProfit = new BigDecimal(value);
            case "stop loss" -> stopLoss = new BigDecimal(value);
            case "volatility" -> volatility = number(value);
            case "average volume" -> averageVolume = number(value);
            case "last return" -> returns = returns.with(AT + 60_000, Double.parseDouble(value));
            case "returns known" -> returns = window(Integer.parseInt(value), Scene::beat);
            case "symbol stands still" -> returns = window(40, bar -> 0);
            default -> withAccount(what, value);
        }
        return this;
    }

    private void withAccount(String what, String value) {
        switch (what) {
            case "kill switch" -> killed = value.equals("on");
            case "state" -> state = TradingState.valueOf(value);
            case "session" -> sessionOpen = value.equals("open");
            case "equity" -> {
                equity = new BigDecimal(value);
                start = equity;
                dayStart = equity;
                peak = equity;
            }
            case "equity now" -> equity = new BigDecimal(value);
            case "peak" -> peak = new BigDecimal(value);
            case "opening" -> start = new BigDecimal(value);
            case "cash" -> cash = new BigDecimal(value);
            case "open orders" -> openOrders = Integer.parseInt(value);
            case "orders last minute" -> ordersLastMinute = Integer.parseInt(value);
            case "slippage block left" -> slippageUntil = AT + Long.parseLong(value);
            case "run orders" -> runOrders = Integer.parseInt(value);
            case "run notional" -> runNotional = new BigDecimal(value);
            case "broker" -> reachable = value.equals("reachable");
            case "bars silent for" -> silent = Long.parseLong(value);
            case "most silence" -> silenceLimit = Long.parseLong(value);
            case "books" -> reconciled = value.equals("reconciled");
            default -> withSymbol(what, value);
        }
    }

    private void withSymbol(String what, String value) {
        switch (what) {
            case "held" -> held = new BigDecimal(value);
            case "entry" -> entryWorking = value.equals("working");
            case "opposing" -> opposing = new BigDecimal(value);
            case "order name" -> nameTaken = value.equals("taken");
            case "entries today" -> entriesToday = Integer.parseInt(value);
            case "traded ago" -> lastTrade = AT - Long.parseLong(value);
            case "entered 10 ago" -> {
                lastEntry = AT - Long.parseLong(value);
                lastEntryQuantity = BigDecimal.TEN;
            }
            case "entered 9 ago" -> {
                lastEntry = AT - Long.parseLong(value);
                lastEntryQuantity = new BigDecimal(9);
            }
            case "worth in symbol" -> holds(SYMBOL, value, returns);
            case "worth in MSFT" -> holds("MSFT", value, window(40, Scene::sway));
            case "MSFT correlates" -> correlated(Double.parseDouble(value), 40);
            case "MSFT bars in common" -> correlated(1, Integer.parseInt(value));
            case "40000 of MSFT falls" -> {
                double fall = -Double.parseDouble(value);
                holds("MSFT", "40000", window(40, bar -> fall));
            }
            default -> settings.put(what, value);
        }
    }

    Scene sectors(Map<String, String> sectors) {
        settings.put(
                "risk.sectors",
                sectors.entrySet().stream()
                        .map(one -> Map.of("symbol", one.getKey(), "sector", one.getValue()))
                        .toList());
        return this;
    }

    Scene holds(String symbol, String worth, ReturnWindow window) {
        exposures.add(new Exposure(symbol, new BigDecimal(worth), window));
        return this;
    }

    private void correlated(double correlation, int bars) {
        double rest = Math.sqrt(1 - correlation * correlation);
        holds("MSFT", "1000", window(bars, bar -> correlation * beat(bar) + rest * sway(bar)));
    }

    RiskPolicy.Verdict verdict() {
        Settings all = new Settings(settings);
        RiskLimits limits = RiskLimits.from(all);
        all.finish();
        return new RiskPolicy(RiskRules.standard(limits)).assess(entry(), account());
    }

    ProposedEntry entry() {
        return new ProposedEntry(
                SYMBOL,
                "id",
                price,
                requested,
                takeProfit == null ? price.multiply(new BigDecimal("1.03")) : takeProfit,
                stopLoss == null ? price.multiply(new BigDecimal("0.985")) : stopLoss,
                lot,
                volatility,
                averageVolume,
                returns,
                AT);
    }

    AccountView account() {
        return new AccountView(
                state,
                killed,
                sessionOpen,
                equity,
                start,
                dayStart,
                peak,
                cash,
                exposures,
                openOrders,
                ordersLastMinute,
                slippageUntil,
                runOrders,
                runNotional,
                new Readiness(reachable, silent, silenceLimit, reconciled),
                new AccountView.InSymbol(
                        held,
                        entryWorking,
                        opposing,
                        nameTaken,
                        entriesToday,
                        lastTrade,
                        lastEntry,
                        lastEntryQuantity));
    }

    private static @Nullable Double number(String value) {
        return value.equals("unknown") ? null : Double.valueOf(value);
    }
}
