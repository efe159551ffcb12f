package io.millrace.flink.execution;

import io.millrace.connectors.broker.Broker;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerAnswer.Outcome;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.order.OrderRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A broker behind the gates.
 *
 * <p>What may have been sent before a crash is never called blocked unless the broker knows nothing
 * of it: an order that is there must not be taken for one that never left.
 */
final class GatedBroker {

    private final Broker broker;
    private final Gates gates;
    private final LongSupplier marketClock;

    /**
     * A broker behind the gates.
     *
     * @param marketClock the newest market time that anything told of
     */
    GatedBroker(Broker broker, Gates gates, LongSupplier marketClock) {
        this.broker = broker;
        this.gates = gates;
        this.marketClock = marketClock;
    }

    /** Asks the gates now, and then the broker; waits for its answer. */
    BrokerAnswer execute(BrokerRequest request) {
        if (request.lookFirst() && Gates.submits(request)) {
            return executeAgain(request);
        }
        long now = marketClock.getAsLong();
        Gates.Shut shut = gates.first(request, now);
        return shut == null ? broker.execute(request) : blocked(request, shut, now);
    }

    private BrokerAnswer executeAgain(BrokerRequest request) {
        long now = marketClock.getAsLong();
        if (Gates.enters(request)) {
            try {
                // nothing since the crash may have told the time yet, and the entry is as old as it
                now = Math.max(now, broker.clockMillis());
            } catch (IOException e) {
                return answer(request, Outcome.NO_ANSWER, "no clock: " + e.getMessage(), now);
            }
        }
        Gates.Shut shut = gates.first(request, now);
        return shut == null ? broker.execute(request) : blockedUnlessThere(request, shut, now);
    }

    private BrokerAnswer blockedUnlessThere(BrokerRequest request, Gates.Shut shut, long now) {
        OrderRequest asked = request.request();
        BrokerAnswer found =
                broker.execute(
                        new BrokerRequest(
                                OrderRequest.lookup(
                                        asked.clientOrderId(), asked.atMillis(), asked.reason()),
                                request.address(),
                                false));
        return switch (found.outcome()) {
            case FOUND ->
                    new BrokerAnswer(
                            asked.clientOrderId(),
                            asked.kind(),
                            Outcome.ADOPTED,
                            found.orders(),
                            null,
                            found.note(),
                            found.atMillis());
            case NOT_FOUND -> blocked(request, shut, now);
            default -> answer(request, Outcome.NO_ANSWER, found.note(), now);
        };
    }

    private static BrokerAnswer blocked(BrokerRequest request, Gates.Shut shut, long now) {
        return new BrokerAnswer(
                request.request().clientOrderId(),
                request.request().kind(),
                Outcome.BLOCKED,
                List.of(),
                shut.gate(),
                shut.why(),
                now);
    }

    private static BrokerAnswer answer(
            BrokerRequest request, Outcome outcome, String note, long now) {
        return new BrokerAnswer(
                request.request().clientOrderId(),
                request.request().kind(),
                outcome,
                List.of(),
                null,
                note,
                now);
    }
}
