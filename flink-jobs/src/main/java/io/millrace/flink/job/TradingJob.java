package io.millrace.flink.job;

import io.millrace.avro.Topic;
import io.millrace.connectors.kafka.KafkaSettings;
import io.millrace.connectors.kafka.TopicStream;
import io.millrace.connectors.kafka.event.AccountCoder;
import io.millrace.connectors.kafka.event.AccountStanding;
import io.millrace.connectors.kafka.event.AuditCoder;
import io.millrace.connectors.kafka.event.BlockedCoder;
import io.millrace.connectors.kafka.event.CommandCoder;
import io.millrace.connectors.kafka.event.DecisionCoder;
import io.millrace.connectors.kafka.event.FailedRecord;
import io.millrace.connectors.kafka.event.FailureCoder;
import io.millrace.connectors.kafka.event.OrderCoder;
import io.millrace.connectors.kafka.event.RiskCoder;
import io.millrace.connectors.kafka.event.RiskVerdict;
import io.millrace.domain.audit.AuditLink;
import io.millrace.domain.broker.BlockedOrder;
import io.millrace.domain.control.ControlCommand;
import io.millrace.domain.ensemble.Action;
import io.millrace.domain.ensemble.Decision;
import io.millrace.domain.live.AccountInput;
import io.millrace.domain.order.OrderUpdate;
import io.millrace.domain.order.Side;
import io.millrace.domain.strategy.StrategySettings;
import io.millrace.flink.account.AccountStage;
import io.millrace.flink.account.Judged;
import io.millrace.flink.account.LiveAccountSettings;
import io.millrace.flink.account.LiveAccountStage;
import io.millrace.flink.account.StandingStage;
import io.millrace.flink.audit.AuditStage;
import io.millrace.flink.execution.ExecutionStage;
import io.millrace.flink.topic.FirstTime;
import io.millrace.flink.topic.TopicSinks;
import io.millrace.flink.topic.TopicSource;
import io.millrace.flink.wire.WireTypes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * {@code signals.scored} through one account to orders. Read {@link #simulated} and {@link
 * #atBroker} top to bottom: they are the diagram.
 */
public final class TradingJob {

    private TradingJob() {}

    /**
     * Trades at the simulated venue, in event time: what {@link ReplayJob} decides from the same
     * bars, this decides too.
     *
     * @param limits the limits in force by their keys, for the record
     * @param approved whether orders may go to the venue
     */
    public static AccountStage.Streams simulated(
            StreamExecutionEnvironment env,
            TopicOptions topics,
            StrategySettings strategy,
            Map<String, String> limits,
            boolean approved) {
        TopicSource.Streams<Decision> scored = decisions(env, topics);
        DataStream<Decision> decisions = once(scored.records());
        AccountStage.Streams account = AccountStage.simulated(decisions, strategy, approved);
        write(account, topics.kafka(), strategy, limits);
        writeFailed(scored.failed(), topics.kafka());
        return account;
    }

    /**
     * Trades at a broker: decisions and commands from topics, the broker's feed from beside them.
     *
     * @param feeds what the broker says and what comes back from the end of the job
     * @param limits the limits in force by their keys, for the record
     */
    public static TradingStreams atBroker(
            StreamExecutionEnvironment env,
            TopicOptions topics,
            StrategySettings strategy,
            LiveAccountSettings settings,
            BrokerFeeds feeds,
            LiveBroker broker,
            Map<String, String> limits) {
        String group = "account-" + settings.account().id();
        TopicSource.Streams<Decision> scored = decisions(env, topics);
        TopicSource.Streams<ControlCommand> commands = commands(env, topics);
        DataStream<AccountInput> heard =
                feeds.broker()
                        .union(heard(commands.records(), settings.account().id()), feeds.answers());
        LiveAccountStage.Streams account =
                LiveAccountStage.of(once(scored.records()), heard, settings, group);
        ExecutionStage.Streams execution =
                ExecutionStage.of(
                        account.requests(),
                        broker.connector(),
                        broker.gates(),
                        broker.answers(),
                        group);
        LiveJob.inOneJvm(List.of(feeds.broker(), feeds.answers()), group);
        AccountStage.Streams complete =
                account.account().blockedBy(LiveJob.blocked(execution, strategy));
        write(complete, topics.kafka(), strategy, limits);
        TopicSinks.write(
                AuditStage.of(account.audit()),
                new TopicStream<>(
                        new AuditCoder(), TypeInformation.of(AuditLink.class), topics.kafka()));
        writeFailed(scored.failed().union(commands.failed()), topics.kafka());
        return new TradingStreams(complete, account, execution);
    }

    /** What an account hears of the commands to it and to all; each counts once, by its number. */
    private static DataStream<AccountInput> heard(
            DataStream<ControlCommand> commands, String account) {
        return commands.filter(one -> one.account().equals(account) || one.account().equals("*"))
                .name("commands-to-" + account)
                .uid("commands-to-account")
                .setParallelism(1)
                // market time unknown here: an account's own time never goes back
                .map(one -> AccountInput.command(one, 0, one.atMillis()))
                .returns(AccountInput.class)
                .name("heard-commands")
                .uid("heard-commands")
                .setParallelism(1);
    }

    /** One partition, so one reader and one order. */
    private static TopicSource.Streams<ControlCommand> commands(
            StreamExecutionEnvironment env, TopicOptions topics) {
        TypeInformation<ControlCommand> type = TypeInformation.of(ControlCommand.class);
        return TopicSource.read(
                env,
                new TopicStream<>(new CommandCoder(), type, topics.kafka()),
                type,
                topics.reading(),
                Duration.ZERO);
    }

    private static void writeFailed(DataStream<FailedRecord> failed, KafkaSettings kafka) {
        TopicSinks.write(
                failed,
                new TopicStream<>(
                        new FailureCoder(), TypeInformation.of(FailedRecord.class), kafka));
    }

    /** Every partition lies in the order of time, as {@link SignalsJob} writes it. */
    private static TopicSource.Streams<Decision> decisions(
            StreamExecutionEnvironment env, TopicOptions topics) {
        return TopicSource.read(
                env,
                new TopicStream<>(new DecisionCoder(), WireTypes.DECISION, topics.kafka()),
                WireTypes.DECISION,
                topics.reading(),
                Duration.ZERO);
    }

    private static DataStream<Decision> once(DataStream<Decision> decisions) {
        return decisions
                .keyBy(Decision::symbol)
                .process(new FirstTime(), WireTypes.DECISION)
                .name("first-time")
                .uid("first-time");
    }

    private static void write(
            AccountStage.Streams account,
            KafkaSettings kafka,
            StrategySettings strategy,
            Map<String, String> limits) {
        DataStream<RiskVerdict> verdicts = verdicts(account.judged());
        TypeInformation<RiskVerdict> verdict = TypeInformation.of(RiskVerdict.class);
        TopicSinks.write(
                which(verdicts, true),
                new TopicStream<>(new RiskCoder(Topic.RISK_APPROVED, limits), verdict, kafka));
        TopicSinks.write(
                which(verdicts, false),
                new TopicStream<>(new RiskCoder(Topic.RISK_REJECTED, limits), verdict, kafka));
        TopicSinks.write(
                account.orders(),
                new TopicStream<>(
                        new OrderCoder(strategy.account().strategy()),
                        TypeInformation.of(OrderUpdate.class),
                        kafka));
        TopicSinks.write(
                account.blocked(),
                new TopicStream<>(
                        new BlockedCoder(), TypeInformation.of(BlockedOrder.class), kafka));
        TopicSinks.write(
                StandingStage.of(account),
                new TopicStream<>(
                        new AccountCoder(), TypeInformation.of(AccountStanding.class), kafka));
    }

    private static DataStream<RiskVerdict> verdicts(DataStream<Judged> judged) {
        return judged.flatMap(
                        (Judged one, Collector<RiskVerdict> out) -> {
                            if (one.risk() != null) {
                                boolean buys = one.decision().action() == Action.BUY;
                                out.collect(
                                        new RiskVerdict(one.risk(), buys ? Side.BUY : Side.SELL));
                            }
                        })
                .returns(RiskVerdict.class)
                .name("verdicts")
                .uid("verdicts")
                .setParallelism(1);
    }

    private static DataStream<RiskVerdict> which(DataStream<RiskVerdict> verdicts, boolean yes) {
        String name = yes ? "approved" : "rejected";
        return verdicts.filter(one -> one.risk().approved() == yes)
                .name(name)
                .uid(name)
                .setParallelism(1);
    }
}
