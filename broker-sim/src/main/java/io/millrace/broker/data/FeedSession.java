package io.millrace.broker.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.linecorp.armeria.common.websocket.WebSocketCloseStatus;
import io.millrace.broker.stream.Outbox;
import io.millrace.broker.stream.SocketFaults;
import java.util.List;

/** One client of a market data socket. */
final class FeedSession {

    /** So many trades of one instant share a message, so that no frame grows without bound. */
    private static final int LARGEST_BATCH = 1_000;

    private final FeedConversation conversation;
    private final FeedCodec codec;
    private final Outbox outbox;
    private final SocketFaults faults;

    FeedSession(
            FeedConversation conversation, FeedCodec codec, Outbox outbox, SocketFaults faults) {
        this.conversation = conversation;
        this.codec = codec;
        this.outbox = outbox;
        this.faults = faults;
    }

    Outbox outbox() {
        return outbox;
    }

    synchronized void greet() {
        say(FeedConversation.greeting());
    }

    /** Lets a client in who said in the handshake who it is. */
    synchronized void authenticate(String key, String secret) {
        say(conversation.authenticate(key, secret));
    }

    /** Answers a message; true when the client is subscribed to something now. */
    synchronized boolean hear(byte[] message) {
        say(conversation.answer(codec.read(message)));
        return conversation.isAuthenticated() && !conversation.subscriptions().isEmpty();
    }

    /** Closes on a client who has not said who it is. */
    synchronized void expire() {
        if (!conversation.isAuthenticated()) {
            say(FeedError.AUTH_TIMEOUT.json());
            outbox.close(WebSocketCloseStatus.POLICY_VIOLATION, "auth timeout");
        }
    }

    /** Tells what the client subscribed to; waits for one that is slow, and gives up on it then. */
    void tell(InstantMessages.Batch batch, long patienceMillis) throws InterruptedException {
        if (!outbox.awaitRoom(patienceMillis)) {
            synchronized (this) {
                say(FeedError.SLOW_CLIENT.json());
            }
            outbox.drop();
            return;
        }
        synchronized (this) {
            boolean subscribed =
                    conversation.isAuthenticated() && !conversation.subscriptions().isEmpty();
            if (subscribed && outbox.isOpen() && faults.survives(outbox)) {
                send(batch.prints(), LARGEST_BATCH);
                send(batch.bars(), Integer.MAX_VALUE);
            }
        }
    }

    synchronized void end(String reason) {
        outbox.close(WebSocketCloseStatus.NORMAL_CLOSURE, reason);
    }

    private void send(List<InstantMessages.Addressed> messages, int most) {
        ArrayNode batch = JsonNodeFactory.instance.arrayNode();
        for (InstantMessages.Addressed one : messages) {
            if (conversation.subscriptions().wants(one.channel(), one.symbol())) {
                batch.add(one.message());
            }
            if (batch.size() == most) {
                outbox.send(codec.frame(batch));
                batch = JsonNodeFactory.instance.arrayNode();
            }
        }
        if (!batch.isEmpty()) {
            outbox.send(codec.frame(batch));
        }
    }

    private void say(JsonNode message) {
        outbox.send(codec.frame(JsonNodeFactory.instance.arrayNode().add(message)));
    }
}
