package io.millrace.domain.venue;

import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.market.Bar;
import io.millrace.domain.order.Fill;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Two hours of minutes in which four wild and thinly traded symbols are bought and sold at random,
 * with money and shares counted from the fills alone.
 */
final class RandomTrading {

    private static final List<String> SYMBOLS = List.of("AAPL", "MSFT", "TSLA", "XOM");
    private static final List<Action> ACTIONS = List.of(Action.BUY, Action.HOLD);
    private static final int MINUTES = 120;

    /** Told after every instant. */
    interface Witness {

        void settled(RandomTrading trading);
    }

    final TradingFloor floor;
    final Map<String, BigDecimal> shares = new HashMap<>();
    final Map<String, Bar> newest = new HashMap<>();
    BigDecimal cash;
    long atMillis = TradingFloor.TEN;

    private final Random chance;
    private int counted;

    RandomTrading(long seed, Map<String, Object> settings) {
        chance = new Random(seed);
        floor = new TradingFloor(settings);
        cash = floor.state().account().ledger().cash();
    }

    void run(Witness witness) {
        for (int minute = 0; minute < MINUTES; minute++) {
            atMillis += TradingFloor.MINUTE;
            List<Decision> decisions = new ArrayList<>();
            for (String symbol : SYMBOLS) {
                if (chance.nextInt(8) > 0) {
                    Action action =
                            chance.nextInt(15) == 0
                                    ? Action.SELL
                                    : ACTIONS.get(chance.nextInt(ACTIONS.size()));
                    decisions.add(TradingFloor.decision(action, nextBar(symbol)));
                }
            }
            floor.at(atMillis, decisions.toArray(Decision[]::new));
            count();
            witness.settled(this);
        }
    }

    /** Cash and what is held at the last close of each symbol. */
    BigDecimal worth() {
        BigDecimal worth = cash;
        for (Map.Entry<String, BigDecimal> held : shares.entrySet()) {
            Bar bar = newest.get(held.getKey());
            if (bar != null) {
                worth = worth.add(held.getValue().multiply(BigDecimal.valueOf(bar.close())));
            }
        }
        return worth;
    }

    private void count() {
        List<Fill> fills = floor.log.fills;
        for (Fill fill : fills.subList(counted, fills.size())) {
            cash = cash.add(fill.cashFlow());
            shares.merge(fill.symbol(), fill.signedQuantity(), BigDecimal::add);
        }
        counted = fills.size();
    }

    private Bar nextBar(String symbol) {
        Bar before = newest.get(symbol);
        double open = before == null ? 20 + chance.nextInt(60) : before.close();
        double close = cents(open * (1 + 0.008 * chance.nextGaussian()));
        double high = cents(Math.max(open, close) * (1 + 0.004 * chance.nextDouble()));
        double low = cents(Math.min(open, close) * (1 - 0.004 * chance.nextDouble()));
        Bar bar =
                new Bar(
                        symbol,
                        atMillis - TradingFloor.MINUTE,
                        atMillis,
                        open,
                        Math.max(high, Math.max(open, close)),
                        Math.min(low, Math.min(open, close)),
                        close,
                        20 + chance.nextInt(400));
        newest.put(symbol, bar);
        return bar;
    }

    private static double cents(double price) {
        return Math.round(Math.max(1, price) * 100) / 100.0;
    }
}
