package io.millrace.connectors.alpaca.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.connectors.alpaca.AlpacaHttp;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a stream, from which one thread takes documents; both kinds of frame hold text.
 *
 * <p>It holds so many documents at most; then the server is left to wait, and cuts the connection
 * if it likes: what is missing is asked for after the next one.
 */
final class StreamSocket extends WebSocketListener implements AutoCloseable {

    private static final int CAPACITY = 10_000;
    private static final int NORMAL = 1000;
    private static final long LOOK_MILLIS = 50;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    /** A document, or the end. */
    private record Heard(String text, @Nullable StreamCut cut) {}

    private final String endOfFeed;
    private final BlockingQueue<Heard> inbox = new LinkedBlockingQueue<>(CAPACITY);
    private volatile boolean closed;
    private @Nullable WebSocket socket;

    private StreamSocket(String endOfFeed) {
        this.endOfFeed = endOfFeed;
    }

    /**
     * Begins to connect; a failure shows in {@link #poll}.
     *
     * @param endOfFeed with what words, beside code 1000, the server says that nothing more will
     *     come; empty where it never does
     */
    static StreamSocket open(AlpacaHttp http, URI address, String endOfFeed) {
        StreamSocket socket = new StreamSocket(endOfFeed);
        socket.socket = http.stream(address, socket);
        return socket;
    }

    void send(Map<String, ?> document) {
        if (socket != null) {
            socket.send(MAPPER.valueToTree(document).toString());
        }
    }

    /**
     * Waits for the next document; null when none came in time.
     *
     * @throws StreamCut once everything before the cut was taken
     */
    @Nullable JsonNode poll(long millis) throws StreamCut, InterruptedException {
        Heard heard = inbox.poll(Math.max(0, millis), TimeUnit.MILLISECONDS);
        if (heard == null) {
            return null;
        }
        if (heard.cut() != null) {
            inbox.offer(heard);
            throw new StreamCut(heard.cut().kind(), String.valueOf(heard.cut().getMessage()));
        }
        try {
            return MAPPER.readTree(heard.text());
        } catch (JsonProcessingException e) {
            throw new StreamCut(StreamCut.Kind.CUT, "a message that is not JSON");
        }
    }

    @Override
    public void close() {
        closed = true;
        if (socket != null) {
            socket.close(NORMAL, null);
            socket.cancel();
        }
    }

    @Override
    public void onMessage(WebSocket from, String text) {
        hear(new Heard(text, null));
    }

    @Override
    public void onMessage(WebSocket from, ByteString bytes) {
        hear(new Heard(bytes.utf8(), null));
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
        from.close(NORMAL, null);
        boolean ends = code == NORMAL && !endOfFeed.isEmpty() && reason.equals(endOfFeed);
        hearCut(
                ends ? StreamCut.Kind.ENDED : StreamCut.Kind.CUT,
                "closed by the server: " + code + " " + reason);
    }

    @Override
    public void onFailure(WebSocket from, Throwable failure, @Nullable Response response) {
        int status = response == null ? 0 : response.code();
        boolean refused = status == 401 || status == 403;
        hearCut(
                refused ? StreamCut.Kind.REFUSED : StreamCut.Kind.CUT,
                failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }

    private void hearCut(StreamCut.Kind kind, String why) {
        hear(new Heard("", new StreamCut(kind, why)));
    }

    private void hear(Heard heard) {
        try {
            boolean taken = false;
            while (!taken && !closed) {
                taken = inbox.offer(heard, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
