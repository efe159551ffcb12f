package io.millrace.connectors.broker;

import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.BrokerSnapshot;
import java.io.IOException;

/** A connection to a broker's account; one thread at a time asks it about one order. */
public interface Broker extends AutoCloseable {

    /**
     * Asks and waits. Whatever the broker or the network does becomes an outcome: a request whose
     * effect is in doubt is {@code NO_ANSWER} and is never repeated here.
     */
    BrokerAnswer execute(BrokerRequest request);

    /**
     * The whole account, read until nothing changed while it was read.
     *
     * @throws IOException when the broker cannot be reached or refuses
     */
    BrokerSnapshot snapshot() throws IOException;

    /**
     * The broker's market time.
     *
     * @throws IOException when the broker cannot be reached or refuses
     */
    long clockMillis() throws IOException;

    @Override
    void close();
}
