package io.millrace.flink.execution;

import io.millrace.connectors.broker.BrokerConnector;
import io.millrace.domain.broker.BrokerAnswer;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** From requests to the broker's answers, past the gates. */
public final class ExecutionStage {

    /** Questions asked of a broker at a time. */
    public static final int CONNECTIONS = 6;

    /** Far above what an account can have under way; a bound, because a queue needs one. */
    private static final int CAPACITY = 1_000;

    /**
     * The client gives up by itself, and its giving up is an answer; Flink's would be a failure.
     */
    private static final long NO_TIMEOUT = 0;

    private ExecutionStage() {}

    /**
     * What the stage gives.
     *
     * @param completed every request with its answer, in the order of the answers
     * @param blocked those among them that a gate kept back
     */
    public record Streams(DataStream<Execution> completed, DataStream<Execution> blocked) {}

    /**
     * Executes what the account asks.
     *
     * @param answers leads back to the account
     * @param group of the tasks that share one JVM with the account's
     */
    public static Streams of(
            DataStream<Dispatch> requests,
            BrokerConnector connector,
            GateSettings gates,
            WayBack<BrokerAnswer> answers,
            String group) {
        DataStream<Dispatch> timeless =
                requests.assignTimestampsAndWatermarks(WatermarkStrategy.noWatermarks())
                        .name("execution-requests")
                        .uid("execution-requests")
                        .setParallelism(1);
        SingleOutputStreamOperator<Execution> completed =
                AsyncDataStream.unorderedWait(
                                timeless,
                                new ExecutionFunction(connector, gates, CONNECTIONS, answers),
                                NO_TIMEOUT,
                                TimeUnit.MILLISECONDS,
                                CAPACITY)
                        .name("execution")
                        .uid("execution")
                        .setParallelism(1)
                        .returns(Execution.class)
                        .disableChaining();
        timeless.getTransformation().setCoLocationGroupKey(group);
        completed.getTransformation().setCoLocationGroupKey(group);
        DataStream<Execution> blocked =
                completed
                        .filter(one -> one.answer().outcome() == BrokerAnswer.Outcome.BLOCKED)
                        .name("execution-blocked")
                        .uid("execution-blocked")
                        .setParallelism(1);
        return new Streams(completed, blocked);
    }
}
