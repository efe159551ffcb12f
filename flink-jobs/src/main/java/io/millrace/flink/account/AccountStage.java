package io.millrace.flink.account;

import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.order.Fill;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.portfolio.AccountPosition;
import io.millrace.domain.portfolio.EquityPoint;
import io.millrace.domain.portfolio.IllegalOrderEvent;
import io.millrace.domain.risk.RiskDecision;
import io.millrace.domain.strategy.StrategySettings;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** From decisions to orders, fills and the account's worth, in one total order per account. */
public final class AccountStage {

    static final OutputTag<OrderUpdate> ORDERS =
            new OutputTag<>("orders", TypeInformation.of(OrderUpdate.class));
    static final OutputTag<RiskDecision> RISK =
            new OutputTag<>("risk", TypeInformation.of(RiskDecision.class));
    static final OutputTag<Fill> FILLS = new OutputTag<>("fills", TypeInformation.of(Fill.class));
    static final OutputTag<AccountPosition> POSITIONS =
            new OutputTag<>("positions", TypeInformation.of(AccountPosition.class));
    static final OutputTag<IllegalOrderEvent> VIOLATIONS =
            new OutputTag<>("violations", TypeInformation.of(IllegalOrderEvent.class));
    static final OutputTag<BlockedOrder> BLOCKED =
            new OutputTag<>("blocked", TypeInformation.of(BlockedOrder.class));
    static final OutputTag<EquityPoint> EQUITY =
            new OutputTag<>("equity", TypeInformation.of(EquityPoint.class));

    private AccountStage() {}

    /**
     * What the stage gives, each in the order in which it happened.
     *
     * @param judged every decision with the risk engine's verdict
     * @param risk the verdicts alone
     * @param violations reports that no order can have had; empty unless something is broken
     * @param blocked approved orders that a gate kept back
     * @param equity a point whenever the account's worth or its cash changed
     */
    public record Streams(
            DataStream<Judged> judged,
            DataStream<RiskDecision> risk,
            DataStream<OrderUpdate> orders,
            DataStream<Fill> fills,
            DataStream<AccountPosition> positions,
            DataStream<EquityPoint> equity,
            DataStream<IllegalOrderEvent> violations,
            DataStream<BlockedOrder> blocked) {

        /** The same where gates stand behind the account and not in it. */
        public Streams blockedBy(DataStream<BlockedOrder> gates) {
            return new Streams(judged, risk, orders, fills, positions, equity, violations, gates);
        }
    }

    /**
     * Trades the decisions of all symbols in one account at the simulated venue.
     *
     * <p>One account has one writer, so more subtasks would stand idle.
     *
     * @param approved whether orders may go to the venue
     */
    public static Streams simulated(
            DataStream<Decision> decisions, StrategySettings strategy, boolean approved) {
        String account = strategy.account().id();
        SingleOutputStreamOperator<Judged> judged =
                decisions
                        .keyBy(decision -> account)
                        .process(new AccountFunction(strategy, approved))
                        .name("account")
                        .uid("account")
                        .setParallelism(1);
        return new Streams(
                judged,
                judged.getSideOutput(RISK),
                judged.getSideOutput(ORDERS),
                judged.getSideOutput(FILLS),
                judged.getSideOutput(POSITIONS),
                judged.getSideOutput(EQUITY),
                judged.getSideOutput(VIOLATIONS),
                judged.getSideOutput(BLOCKED));
    }
}
