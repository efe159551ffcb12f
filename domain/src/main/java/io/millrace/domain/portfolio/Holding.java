package io.millrace.domain.portfolio;

import io.millrace.domain.feature.ReturnWindow;
import io.millrace.domain.market.Bar;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A symbol that the account holds or is entering, with everything that its exits need.
 *
 * @param quantity shares or coins; zero while the entry has not filled
 * @param cost what the quantity was bought for, fees excluded
 * @param lastPrice the last close or fill
 * @param reference close of the bar that the entry was decided on
 * @param bars the symbol's tape so far
 * @param opening absent while nothing has filled
 * @param orders the names of its orders
 */
public record Holding(
        String symbol,
        BigDecimal quantity,
        BigDecimal cost,
        BigDecimal lastPrice,
        BigDecimal reference,
        LastBars bars,
        @Nullable Opening opening,
        HoldingOrders orders) {

    /** Digits of a cost share; what rounding leaves is realised with the last share. */
    private static final int COST_DIGITS = 10;

    /**
     * The newest bar of a symbol and the returns up to it.
     *
     * @param endMillis end of the newest bar
     * @param close its close
     */
    public record LastBars(long endMillis, double close, ReturnWindow returns) {

        LastBars then(Bar bar) {
            return new LastBars(
                    bar.endMillis(),
                    bar.close(),
                    returns.with(bar.endMillis(), bar.close() / close - 1));
        }
    }

    /**
     * When and how a position began.
     *
     * @param atMillis event time of the first fill
     * @param high the highest price since then
     * @param dueMillis when the position has to be left; absent where nothing forces it
     * @param dueReason the exit that is due then
     */
    public record Opening(
            long atMillis, BigDecimal high, @Nullable Long dueMillis, String dueReason) {

        Opening seeing(Bar bar) {
            BigDecimal barHigh = BigDecimal.valueOf(bar.high());
            return bar.endMillis() > atMillis && barHigh.compareTo(high) > 0
                    ? new Opening(atMillis, barHigh, dueMillis, dueReason)
                    : this;
        }

        Opening due(long millis, String reason) {
            return new Opening(atMillis, high, millis, reason);
        }
    }

    /** The position as the rest of the platform knows it. */
    public Position position() {
        BigDecimal average =
                quantity.signum() == 0
                        ? BigDecimal.ZERO
                        : cost.divide(quantity, MathContext.DECIMAL64);
        return new Position(symbol, quantity, average, lastPrice);
    }

    public BigDecimal marketValue() {
        return quantity.multiply(lastPrice);
    }

    public boolean isOpen() {
        return quantity.signum() > 0;
    }

    /** The cost that leaves with the fill: a share of what is held, and all of it at the end. */
    BigDecimal costSoldBy(Fill fill) {
        BigDecimal over = fill.quantity().subtract(quantity.max(BigDecimal.ZERO));
        if (over.signum() >= 0) {
            BigDecimal held = isOpen() ? cost : BigDecimal.ZERO;
            return held.add(over.multiply(fill.price()));
        }
        return cost.multiply(fill.quantity()).divide(quantity, COST_DIGITS, RoundingMode.HALF_EVEN);
    }

    Holding filledBy(Fill fill) {
        BigDecimal bought = fill.price().multiply(fill.quantity());
        BigDecimal costAfter =
                fill.side() == Side.BUY ? cost.add(bought) : cost.subtract(costSoldBy(fill));
        return new Holding(
                symbol,
                quantity.add(fill.signedQuantity()),
                costAfter,
                fill.price(),
                reference,
                bars,
                opening,
                orders);
    }

    Holding restated(BigDecimal quantityNow, BigDecimal costNow) {
        return new Holding(
                symbol, quantityNow, costNow, lastPrice, reference, bars, opening, orders);
    }

    Holding marked(Bar bar) {
        return new Holding(
                symbol,
                quantity,
                cost,
                BigDecimal.valueOf(bar.close()),
                reference,
                bars.then(bar),
                opening == null ? null : opening.seeing(bar),
                orders);
    }

    Holding with(@Nullable Opening changed) {
        return new Holding(symbol, quantity, cost, lastPrice, reference, bars, changed, orders);
    }

    Holding with(HoldingOrders changed) {
        return new Holding(symbol, quantity, cost, lastPrice, reference, bars, opening, changed);
    }
}
