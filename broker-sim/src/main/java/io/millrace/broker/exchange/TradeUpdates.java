package io.millrace.broker.exchange;

import java.util.List;
import java.util.function.Consumer;

/** Everything that happened to orders, for the streams that tell of it. */
public interface TradeUpdates {

    /** The updates with a larger sequence number, the oldest first. */
    List<TradeUpdate> after(long sequence);

    /** Calls the listener with every update from now on, from one thread at a time. */
    void subscribe(Consumer<TradeUpdate> listener);
}
