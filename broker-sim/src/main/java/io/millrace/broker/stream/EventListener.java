package io.millrace.broker.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.sse.ServerSentEvent;
import com.linecorp.armeria.common.stream.StreamMessage;
import com.linecorp.armeria.common.stream.StreamWriter;
import io.millrace.broker.exchange.TradeUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One client of an event stream, who is told each update once, whichever way it comes. */
final class EventListener {

    private final EventRange range;
    private final Function<TradeUpdate, @Nullable ObjectNode> form;
    private final StreamWriter<ServerSentEvent> writer = StreamMessage.streaming();
    private @Nullable List<TradeUpdate> meanwhile = new ArrayList<>();
    private long told;

    /**
     * A listener who waits for the past before anything else.
     *
     * @param form what the client is told of an update, or null where it is none of its business
     */
    EventListener(EventRange range, Function<TradeUpdate, @Nullable ObjectNode> form) {
        this.range = range;
        this.form = form;
    }

    StreamMessage<ServerSentEvent> events() {
        return writer;
    }

    boolean isOpen() {
        return writer.isOpen();
    }

    /** Tells an update, or keeps it until the past has been told. */
    synchronized void tell(TradeUpdate update) {
        if (meanwhile == null) {
            pass(update);
        } else {
            meanwhile.add(update);
        }
    }

    /** Tells what happened before, then what came meanwhile; one who asked for no more is done. */
    synchronized void catchUp(List<TradeUpdate> past) {
        // headers leave with the first line, and a client waits for them
        writer.write(ServerSentEvent.ofComment("connected"));
        List<TradeUpdate> since = meanwhile == null ? List.of() : meanwhile;
        meanwhile = null;
        past.forEach(this::pass);
        since.forEach(this::pass);
        if (range.hasEnd()) {
            writer.close();
        }
    }

    private void pass(TradeUpdate update) {
        if (update.sequence() <= told || !range.begins(update)) {
            return;
        }
        if (range.isOver(update)) {
            writer.close();
            return;
        }
        told = update.sequence();
        ObjectNode event = form.apply(update);
        if (event != null && writer.isOpen()) {
            writer.write(ServerSentEvent.ofData(event.toString()));
        }
    }
}
