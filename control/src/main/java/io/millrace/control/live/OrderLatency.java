package io.millrace.control.live;

import io.millrace.connectors.broker.Broker;
import io.millrace.connectors.broker.BrokerConnector;
import io.millrace.connectors.feed.Feed;
import io.millrace.connectors.feed.FeedBatch;
import io.millrace.connectors.feed.FeedOutput;
import io.millrace.connectors.feed.FeedSession;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.market.MarketEvent;
import io.millrace.domain.order.Leg;
import io.millrace.domain.order.OrderRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Measures, inside one JVM, how long an entry takes from the bars that it answers to the HTTP
 * client: from the parsed message of the instant to the call that posts the order.
 *
 * <p>Its state is that of the JVM, because Flink copies what it is given; one measurement at a
 * time.
 */
public final class OrderLatency implements Instruments {

    private static final Map<Long, Long> HEARD_NANOS = new ConcurrentHashMap<>();
    private static final List<Long> LATENCIES = Collections.synchronizedList(new ArrayList<>());
    private static final AtomicLong BARS = new AtomicLong();

    /** Forgets what was measured before. */
    public OrderLatency() {
        HEARD_NANOS.clear();
        LATENCIES.clear();
        BARS.set(0);
    }

    /** Nanoseconds from bar to client, one for each entry, in the order of the entries. */
    public List<Long> nanos() {
        return List.copyOf(LATENCIES);
    }

    /** How many bars were heard. */
    public long bars() {
        return BARS.get();
    }

    @Override
    public Feed<MarketEvent> around(Feed<MarketEvent> market) {
        return new HeardFeed(market);
    }

    @Override
    public BrokerConnector around(BrokerConnector broker) {
        return () -> new AskedBroker(broker.connect());
    }

    private record HeardFeed(Feed<MarketEvent> feed) implements Feed<MarketEvent> {

        private static final long serialVersionUID = 1L;

        @Override
        public FeedSession open(@Nullable String position, FeedOutput<MarketEvent> output) {
            return feed.open(
                    position,
                    new FeedOutput<>() {
                        @Override
                        public void hand(FeedBatch<MarketEvent> batch) throws InterruptedException {
                            HEARD_NANOS.putIfAbsent(batch.atMillis(), System.nanoTime());
                            BARS.addAndGet(batch.values().size());
                            output.hand(batch);
                        }

                        @Override
                        public void count(String metric) {
                            output.count(metric);
                        }
                    });
        }
    }

    private record AskedBroker(Broker broker) implements Broker {

        @Override
        public BrokerAnswer execute(BrokerRequest asked) {
            OrderRequest request = asked.request();
            Long heard = HEARD_NANOS.get(request.atMillis());
            boolean entry =
                    request.kind() == OrderRequest.Kind.SUBMIT
                            && request.orders().get(0).leg() == Leg.ENTRY;
            if (entry && heard != null && !asked.lookFirst()) {
                LATENCIES.add(System.nanoTime() - heard);
            }
            return broker.execute(asked);
        }

        @Override
        public BrokerSnapshot snapshot() throws IOException {
            return broker.snapshot();
        }

        @Override
        public long clockMillis() throws IOException {
            return broker.clockMillis();
        }

        @Override
        public void close() {
            broker.close();
        }
    }
}
