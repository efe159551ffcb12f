package io.millrace.broker.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.websocket.WebSocketCloseStatus;
import com.linecorp.armeria.common.websocket.WebSocketFrame;
import io.millrace.broker.exchange.TradeUpdate;
import java.nio.charset.StandardCharsets;

/** One client of the {@code /stream} socket. */
final class StreamSession {

    private final StreamConversation conversation;
    private final Outbox outbox;
    private final SocketFaults socketFaults;
    private final FillFaults fillFaults;

    StreamSession(
            StreamConversation conversation,
            Outbox outbox,
            SocketFaults socketFaults,
            FillFaults fillFaults) {
        this.conversation = conversation;
        this.outbox = outbox;
        this.socketFaults = socketFaults;
        this.fillFaults = fillFaults;
    }

    Outbox outbox() {
        return outbox;
    }

    synchronized void hear(byte[] message) {
        send(conversation.answer(message));
    }

    /** Tells an update to a client that listens; true when an event is held back for a while. */
    synchronized boolean tell(TradeUpdate update) {
        if (!conversation.isListening() || !socketFaults.survives(outbox)) {
            return false;
        }
        if (!outbox.hasRoom()) {
            outbox.drop();
            return false;
        }
        var events = fillFaults.through(update);
        events.forEach(event -> send(StreamConversation.update(event)));
        return events.isEmpty();
    }

    /** Tells what was held back, if nothing came to change places with it. */
    synchronized void release() {
        ObjectNode late = fillFaults.release();
        if (late != null) {
            send(StreamConversation.update(late));
        }
    }

    void end(String reason) {
        outbox.close(WebSocketCloseStatus.NORMAL_CLOSURE, reason);
    }

    /** Paper accounts hear JSON in binary frames, and clients have come to expect it. */
    private void send(ObjectNode message) {
        byte[] utf8 = message.toString().getBytes(StandardCharsets.UTF_8);
        outbox.send(WebSocketFrame.ofBinary(utf8));
    }
}
