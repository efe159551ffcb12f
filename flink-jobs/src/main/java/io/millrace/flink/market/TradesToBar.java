package io.millrace.flink.market;

import io.millrace.domain.market.BarInProgress;
import io.millrace.domain.market.Trade;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.jspecify.annotations.Nullable;

/** Folds the trades of one window into the bar in progress. */
final class TradesToBar
        implements AggregateFunction<Trade, @Nullable BarInProgress, @Nullable BarInProgress> {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable BarInProgress createAccumulator() {
        return null;
    }

    @Override
    public BarInProgress add(Trade trade, @Nullable BarInProgress soFar) {
        return soFar == null ? BarInProgress.startingWith(trade) : soFar.with(trade);
    }

    @Override
    public @Nullable BarInProgress getResult(@Nullable BarInProgress complete) {
        return complete;
    }

    @Override
    public BarInProgress merge(@Nullable BarInProgress one, @Nullable BarInProgress other) {
        throw new UnsupportedOperationException("tumbling windows never merge");
    }
}
