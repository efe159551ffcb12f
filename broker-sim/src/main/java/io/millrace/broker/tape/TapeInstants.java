package io.millrace.broker.tape;

import io.millrace.connectors.files.Tape;
import io.millrace.connectors.files.TapeEvents;
import io.millrace.connectors.files.TapeOptions;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A tape as the instants at which something becomes known; rows that cannot be read are left out.
 */
final class TapeInstants implements Closeable {

    private final TapeEvents events;
    private final InstantBuilder builder;
    private final Deque<TapeInstant> ready = new ArrayDeque<>();
    private boolean ended;

    TapeInstants(Tape tape, TapeOptions options) {
        events = new TapeEvents(tape);
        SoundBars sound = new SoundBars(tape.market().calendar());
        builder =
                tape.holdsTrades()
                        ? new TradeInstants(sound, barMillis(tape), options.maxLatenessMillis())
                        : new BarInstants(sound);
    }

    /** The length of the bars that a tape holds or is made into. */
    static long barMillis(Tape tape) {
        return tape.files().get(0).resolution().millis();
    }

    /** The next instant, or null at the end of the tape. */
    @Nullable TapeInstant next() throws IOException {
        while (ready.isEmpty() && !ended) {
            if (!events.next()) {
                ended = true;
                builder.finish(ready::add);
            } else if (events.event().rejected() == null) {
                builder.take(events.event(), events.eventMillis(), ready::add);
            }
        }
        return ready.poll();
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
