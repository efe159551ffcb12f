package io.millrace.flink.account;

import io.millrace.connectors.kafka.event.AccountStanding;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.Position;
import io.millrace.domain.risk.TradingState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Puts an account together again out of the streams that tell of it. Facts wait until their instant
 * is complete, so which stream was faster changes nothing.
 */
final class StandingFunction extends KeyedProcessFunction<String, AccountFact, AccountStanding> {

    private static final long serialVersionUID = 1L;

    private transient MapState<Long, List<AccountFact>> waiting;
    private transient MapState<String, Position> positions;
    private transient ValueState<TradingState> state;

    @Override
    public void open(OpenContext context) {
        waiting =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "waiting",
                                        Types.LONG,
                                        Types.LIST(TypeInformation.of(AccountFact.class))));
        positions =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "positions",
                                        Types.STRING,
                                        TypeInformation.of(Position.class)));
        state =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "state", TypeInformation.of(TradingState.class)));
    }

    @Override
    public void processElement(AccountFact fact, Context context, Collector<AccountStanding> out)
            throws Exception {
        List<AccountFact> sameInstant = waiting.get(fact.atMillis());
        if (sameInstant == null) {
            sameInstant = new ArrayList<>();
            context.timerService().registerEventTimeTimer(fact.atMillis());
        }
        sameInstant.add(fact);
        waiting.put(fact.atMillis(), sameInstant);
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<AccountStanding> out)
            throws Exception {
        List<AccountFact> facts = waiting.get(atMillis);
        if (facts == null) {
            return;
        }
        waiting.remove(atMillis);
        @Nullable EquityPoint worth = null;
        boolean moved = false;
        for (AccountFact fact : facts) {
            Position position = fact.position();
            if (position != null) {
                moved = true;
                hold(position);
            } else if (fact.state() != null) {
                state.update(fact.state());
            } else {
                worth = fact.worth();
            }
        }
        if (worth != null) {
            TradingState known = state.value();
            out.collect(
                    new AccountStanding(
                            worth,
                            known == null ? TradingState.ACTIVE : known,
                            held(),
                            moved ? "FILL" : "BAR"));
        }
    }

    private void hold(Position position) throws Exception {
        if (position.quantity().signum() == 0) {
            positions.remove(position.symbol());
        } else {
            positions.put(position.symbol(), position);
        }
    }

    private List<Position> held() throws Exception {
        List<Position> held = new ArrayList<>();
        positions.values().forEach(held::add);
        held.sort(Comparator.comparing(Position::symbol));
        return held;
    }
}
