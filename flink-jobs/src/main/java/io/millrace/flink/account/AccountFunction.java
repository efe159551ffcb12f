package io.millrace.flink.account;

import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.AccountEngine;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.IllegalOrderEvent;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.domain.venue.SimulatedAccount;
import io.millrace.domain.venue.SimulatedTrading;
import io.millrace.domain.venue.SimulatedVenue;
import io.millrace.domain.venue.TradingListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
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
 * The only writer of an account. Decisions wait until the watermark has passed their instant and
 * are then taken in the order of their symbols, so what happens depends on event time alone and
 * never on which subtask was faster.
 */
public final class AccountFunction extends KeyedProcessFunction<String, Decision, Judged> {

    private static final long serialVersionUID = 1L;

    private static final Comparator<Decision> BY_SYMBOL = Comparator.comparing(Decision::symbol);

    private final StrategySettings strategy;
    private final boolean approved;

    private transient ValueState<SimulatedAccount> account;
    private transient MapState<Long, List<Decision>> waiting;
    private transient SimulatedTrading trading;
    private transient AccountEngine engine;

    /**
     * The account of a strategy.
     *
     * @param approved whether orders may go to the venue
     */
    public AccountFunction(StrategySettings strategy, boolean approved) {
        this.approved = approved;
        this.strategy = strategy;
    }

    @Override
    public void open(OpenContext context) {
        engine = new AccountEngine(strategy.account(), strategy.market());
        trading =
                new SimulatedTrading(
                        strategy.account(),
                        engine,
                        new SimulatedVenue(strategy.venue(), strategy.market().calendar()),
                        approved);
        account =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "account", TypeInformation.of(SimulatedAccount.class)));
        waiting =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "waiting",
                                        Types.LONG,
                                        Types.LIST(TypeInformation.of(Decision.class))));
    }

    @Override
    public void processElement(Decision decision, Context context, Collector<Judged> out)
            throws Exception {
        long at = decision.atMillis();
        List<Decision> sameInstant = waiting.get(at);
        if (sameInstant == null) {
            sameInstant = new ArrayList<>();
            context.timerService().registerEventTimeTimer(at);
        }
        sameInstant.add(decision);
        waiting.put(at, sameInstant);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the engine gives the same object for no change
    public void onTimer(long atMillis, OnTimerContext context, Collector<Judged> out)
            throws Exception {
        List<Decision> decisions = waiting.get(atMillis);
        if (decisions == null) {
            if (tapeIsOver(context)) {
                return;
            }
            decisions = List.of();
        } else {
            decisions.sort(BY_SYMBOL);
            waiting.remove(atMillis);
        }
        SimulatedAccount before = account.value();
        if (before == null) {
            before = trading.opening();
        }
        SimulatedAccount after = trading.at(before, atMillis, decisions, new Outputs(context, out));
        account.update(after);
        if (after.account() != before.account()) {
            wakeAtNextDeadline(after, atMillis, context);
        }
    }

    /** Deadlines after the last bar of a bounded tape lie in a future that nobody has seen. */
    private boolean tapeIsOver(OnTimerContext context) throws Exception {
        return context.timerService().currentWatermark() == Long.MAX_VALUE && waiting.isEmpty();
    }

    /** An exit that is due has to happen even when no bar arrives. */
    private void wakeAtNextDeadline(SimulatedAccount after, long atMillis, Context context) {
        OptionalLong deadline = engine.nextDeadline(after.account());
        if (deadline.isPresent() && deadline.getAsLong() > atMillis) {
            context.timerService().registerEventTimeTimer(deadline.getAsLong());
        }
    }

    /** Sends each kind of event to its own output. */
    private record Outputs(
            KeyedProcessFunction<String, Decision, Judged>.Context context, Collector<Judged> out)
            implements TradingListener {

        @Override
        public void judged(Decision decision, @Nullable RiskDecision risk) {
            out.collect(new Judged(decision, risk));
            if (risk != null) {
                context.output(AccountStage.RISK, risk);
            }
        }

        @Override
        public void moved(OrderUpdate update) {
            context.output(AccountStage.ORDERS, update);
        }

        @Override
        public void filled(Fill fill) {
            context.output(AccountStage.FILLS, fill);
        }

        @Override
        public void positioned(AccountPosition position) {
            context.output(AccountStage.POSITIONS, position);
        }

        @Override
        public void violated(IllegalOrderEvent violation) {
            context.output(AccountStage.VIOLATIONS, violation);
        }

        @Override
        public void blocked(BlockedOrder order) {
            context.output(AccountStage.BLOCKED, order);
        }

        @Override
        public void valued(EquityPoint point) {
            context.output(AccountStage.EQUITY, point);
        }
    }
}
