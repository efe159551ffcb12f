package io.millrace.broker.exchange;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Cash and positions: what the fills have made of the cash that there was at first. */
public final class Holdings {

    private final Map<String, Holding> bySymbol = new TreeMap<>();
    private BigDecimal cash;

    Holdings(BigDecimal cash) {
        this.cash = cash;
    }

    public BigDecimal cash() {
        return cash;
    }

    /** Positions by symbol, in order of the symbols. */
    public Map<String, Holding> bySymbol() {
        return Collections.unmodifiableMap(bySymbol);
    }

    /** Shares held, negative when short, zero when there is no position. */
    public BigDecimal quantity(String symbol) {
        Holding holding = bySymbol.get(symbol);
        return holding == null ? BigDecimal.ZERO : holding.quantity();
    }

    /** Cash and the value of all positions at the prices. */
    public BigDecimal equity(Function<String, BigDecimal> price) {
        BigDecimal equity = cash;
        for (Map.Entry<String, Holding> one : bySymbol.entrySet()) {
            equity = equity.add(one.getValue().quantity().multiply(price.apply(one.getKey())));
        }
        return equity;
    }

    void apply(Execution execution) {
        cash = cash.add(execution.cashFlow());
        Holding before = bySymbol.get(execution.symbol());
        BigDecimal change = execution.signedQuantity();
        Holding after =
                before == null
                        ? new Holding(change, execution.price())
                        : before.after(change, execution.price());
        if (after.quantity().signum() == 0) {
            bySymbol.remove(execution.symbol());
        } else {
            bySymbol.put(execution.symbol(), after);
        }
    }
}
