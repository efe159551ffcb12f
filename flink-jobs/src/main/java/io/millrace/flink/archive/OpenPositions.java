package io.millrace.flink.archive;

import io.millrace.connectors.kafka.event.AccountStanding;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives the positions of an account one by one. A standing tells only of open positions, so the
 * last one that told of a symbol is remembered, and a symbol that is no longer told of is closed.
 */
final class OpenPositions extends KeyedProcessFunction<String, AccountStanding, AccountPosition> {

    private static final long serialVersionUID = 1L;

    private transient MapState<String, BigDecimal> lastPrices;

    @Override
    public void open(OpenContext context) {
        lastPrices =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "last-prices", Types.STRING, Types.BIG_DEC));
    }

    @Override
    public void processElement(
            AccountStanding standing, Context context, Collector<AccountPosition> out)
            throws Exception {
        String account = standing.worth().account();
        long at = standing.worth().atMillis();
        Set<String> open = new HashSet<>();
        for (Position position : standing.positions()) {
            open.add(position.symbol());
            lastPrices.put(position.symbol(), position.lastPrice());
            out.collect(new AccountPosition(account, at, position));
        }
        List<String> closed = new ArrayList<>();
        for (Map.Entry<String, BigDecimal> known : lastPrices.entries()) {
            if (!open.contains(known.getKey())) {
                closed.add(known.getKey());
                out.collect(
                        new AccountPosition(
                                account,
                                at,
                                new Position(
                                        known.getKey(),
                                        BigDecimal.ZERO,
                                        BigDecimal.ZERO,
                                        known.getValue())));
            }
        }
        for (String symbol : closed) {
            lastPrices.remove(symbol);
        }
    }
}
