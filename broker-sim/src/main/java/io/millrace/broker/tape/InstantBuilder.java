package io.millrace.broker.tape;

import io.millrace.domain.market.MarketEvent;
import java.util.function.Consumer;

/** Gathers what becomes known at the same instant. */
interface InstantBuilder {

    /** Takes the tape's next event and passes on every instant that it ends. */
    void take(MarketEvent event, long eventMillis, Consumer<TapeInstant> out);

    /** Passes on what is left at the end of the tape. */
    void finish(Consumer<TapeInstant> out);
}
