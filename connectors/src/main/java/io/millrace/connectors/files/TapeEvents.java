package io.millrace.connectors.files;

import io.millrace.domain.market.MarketEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The events of a whole tape, one after the other, in the order in which a run reads them. */
public final class TapeEvents implements Closeable {

    private final TapeMerge merge;

    /** Stands before the first event. */
    public TapeEvents(Tape tape) {
        merge = new TapeMerge(tape, List.of());
    }

    /** Moves to the next event; false at the end of the tape. */
    public boolean next() throws IOException {
        return merge.next();
    }

    /** The event that the last move came to. */
    public MarketEvent event() {
        return merge.event();
    }

    /** When it became known: the end of a bar, the time of a trade. */
    public long eventMillis() {
        return merge.eventMillis();
    }

    @Override
    public void close() throws IOException {
        merge.close();
    }
}
