package io.millrace.flink.execution;

import io.millrace.connectors.broker.Broker;
import io.millrace.connectors.broker.BrokerConnector;
import io.millrace.connectors.broker.BrokerLanes;
import io.millrace.connectors.control.AccountLock;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.order.OrderRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Hands requests to the broker and waits elsewhere: those of one symbol in their order, those of
 * different symbols at the same time.
 *
 * <p>A request that another attempt of the job sent out, and that this operator's state brought
 * here again, is dropped: the account that woke asks again for what it has no answer to, and what
 * was refused before the crash must not be sent after it.
 */
final class ExecutionFunction extends RichAsyncFunction<Dispatch, Execution> {

    private static final long serialVersionUID = 1L;

    private final BrokerConnector connector;
    private final GateSettings gates;
    private final int connections;
    private final WayBack<BrokerAnswer> answers;

    private transient String life;
    private transient AccountLock right;
    private transient AtomicLong marketMillis;
    private transient Broker broker;
    private transient BrokerLanes<BrokerAnswer> lanes;
    private transient GatedBroker gated;
    private transient WayBack.End<BrokerAnswer> back;

    ExecutionFunction(
            BrokerConnector connector,
            GateSettings gates,
            int connections,
            WayBack<BrokerAnswer> answers) {
        this.connector = connector;
        this.gates = gates;
        this.connections = connections;
        this.answers = answers;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        // wherever jobs are executed: of two that trade one account, one would not know of the
        // other
        right =
                AccountLock.take(
                        gates.control(),
                        AccountLock.Right.TRADE,
                        getRuntimeContext().getJobInfo().getJobName());
        life = JobLife.of(getRuntimeContext());
        marketMillis = new AtomicLong(Long.MIN_VALUE);
        back = answers.open();
        broker = connector.connect();
        lanes = new BrokerLanes<>("broker", connections);
        gated = new GatedBroker(broker, new Gates(gates), marketMillis::get);
    }

    @Override
    public void asyncInvoke(Dispatch dispatch, ResultFuture<Execution> result) {
        marketMillis.accumulateAndGet(dispatch.marketMillis(), Math::max);
        BrokerRequest asked = dispatch.request();
        if (asked == null || !dispatch.life().equals(life)) {
            result.complete(List.of());
            return;
        }
        var unused =
                lanes.ask(dispatch.lane(), isUrgent(asked), () -> gated.execute(asked))
                        .whenComplete(
                                (answer, failure) -> {
                                    if (failure != null) {
                                        result.completeExceptionally(failure);
                                        return;
                                    }
                                    // at once: the stream's own order may hold the result back
                                    back.send(answer);
                                    result.complete(
                                            List.of(new Execution(dispatch.lane(), asked, answer)));
                                });
    }

    @Override
    public void close() throws IOException {
        if (lanes != null) {
            lanes.close();
        }
        if (broker != null) {
            broker.close();
        }
        if (back != null) {
            back.close();
        }
        if (right != null) {
            right.close();
        }
    }

    /** Exits and cancellations take risk away, and must not wait behind what adds it. */
    private static boolean isUrgent(BrokerRequest request) {
        return request.request().kind() == OrderRequest.Kind.CANCEL
                || (Gates.submits(request) && !Gates.enters(request));
    }
}
