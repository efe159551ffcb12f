package io.millrace.broker.stream;

import com.linecorp.armeria.common.logging.RequestLogProperty;
import com.linecorp.armeria.common.websocket.WebSocket;
import com.linecorp.armeria.common.websocket.WebSocketCloseStatus;
import com.linecorp.armeria.common.websocket.WebSocketFrame;
import com.linecorp.armeria.common.websocket.WebSocketWriter;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * The way out of one socket: counts what the client has not taken yet, and can be told to say
 * nothing or to break off.
 */
public final class Outbox {

    private final WebSocketWriter writer = WebSocket.streaming();
    private final ServiceRequestContext context;
    private final InstantSource wall;
    private final int capacity;
    private int waiting;
    private long muteUntilMillis = Long.MIN_VALUE;

    /**
     * The way out of a request's socket that holds so many frames before {@link #awaitRoom} waits.
     */
    public Outbox(ServiceRequestContext context, InstantSource wall, int capacity) {
        this.context = context;
        this.wall = wall;
        this.capacity = capacity;
        CompletableFuture<?> unused =
                writer.whenComplete().handle((done, broken) -> taken(capacity));
    }

    /** What the server sends on. */
    public WebSocket socket() {
        return writer;
    }

    public boolean isOpen() {
        return writer.isOpen();
    }

    /** Sends a frame, unless the socket is closed or mute. */
    public void send(WebSocketFrame frame) {
        synchronized (this) {
            if (!writer.isOpen() || wall.millis() < muteUntilMillis) {
                return;
            }
            waiting++;
        }
        if (writer.tryWrite(frame)) {
            CompletableFuture<?> unused = writer.whenConsumed().handle((done, broken) -> taken(1));
        } else {
            int unused = taken(1);
        }
    }

    /** Whether the client takes what it is sent. */
    public synchronized boolean hasRoom() {
        return waiting < capacity;
    }

    /** Waits until a frame has room; false when the client does not take any in time. */
    public synchronized boolean awaitRoom(long patienceMillis) throws InterruptedException {
        long deadline = wall.millis() + patienceMillis;
        while (waiting >= capacity && writer.isOpen()) {
            long left = deadline - wall.millis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Says nothing for so long, however much there is to say. */
    public synchronized void mute(long millis) {
        muteUntilMillis = wall.millis() + millis;
    }

    /** Ends the conversation in good order, after everything that was sent. */
    public void close(WebSocketCloseStatus status, String reason) {
        writer.close(status, reason);
    }

    /** Breaks off without a word. */
    public void drop() {
        Channel connection = context.log().ensureAvailable(RequestLogProperty.SESSION).channel();
        if (connection != null) {
            // an aborted writer would still say goodbye with a close frame
            ChannelFuture unused = connection.close();
        }
        writer.abort();
    }

    private synchronized int taken(int frames) {
        waiting = Math.max(0, waiting - frames);
        notifyAll();
        return waiting;
    }
}
