package io.millrace.connectors.files;

import io.millrace.domain.market.MarketEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The events of a whole tape, one after the other, in the order in which a run reads them. */
public final class TapeEvents implements Closeable {

    private final TapeMerge merge;

    /** Stands before the first event. */
    public TapeEvents(Tape tape) {
        merge = new TapeMerge(tape, List.of());
    }

    /** Every symbol of the tape: what its files are named after, or else what is in them. */
    public static SortedSet<String> symbols(Tape tape) throws IOException {
        SortedSet<String> symbols = new TreeSet<>();
        boolean named = true;
        for (TapeFile file : tape.files()) {
            String symbol = file.symbol();
            named &= symbol != null;
            if (symbol != null) {
                symbols.add(symbol);
            }
        }
        if (named) {
            return symbols;
        }
        try (TapeEvents events = new TapeEvents(tape)) {
            while (events.next()) {
                if (events.event().rejected() == null) {
                    symbols.add(events.event().symbol());
                }
            }
        }
        return symbols;
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
