package io.millrace.broker.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that keeps what it is told. */
public final class SocketClient implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LIMIT_SECONDS = 20;

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final boolean reads;
    private final WebSocket socket;

    /** One message as it came. */
    public record Heard(boolean binary, ByteBuffer bytes) {

        public String text() {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }
    }

    private SocketClient(URI uri, boolean reads, List<String> headers) {
        this.reads = reads;
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        for (int i = 0; i < headers.size(); i += 2) {
            builder.header(headers.get(i), headers.get(i + 1));
        }
        socket = builder.buildAsync(uri, this).join();
    }

    public static SocketClient open(URI uri, String... headers) {
        return new SocketClient(uri, true, List.of(headers));
    }

    /** A client that opens a socket and never takes anything out of it. */
    public static SocketClient deaf(URI uri, String... headers) {
        return new SocketClient(uri, false, List.of(headers));
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(Long.MAX_VALUE);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        take(false, data.toString().getBytes(StandardCharsets.UTF_8), last);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        take(true, bytes, last);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable broken) {
        closed.complete("broken");
    }

    public void say(String message) {
        socket.sendText(message.replace('\'', '"'), true).join();
    }

    public void say(byte[] message) {
        // in two frames, as clients do with long subscriptions
        int half = message.length / 2;
        socket.sendBinary(ByteBuffer.wrap(message, 0, half), false).join();
        socket.sendBinary(ByteBuffer.wrap(message, half, message.length - half), true).join();
    }

    /** The next message; fails where none comes. */
    public Heard next() throws InterruptedException {
        Heard message = heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing was said; closed: " + closed.getNow("not"));
        }
        return message;
    }

    /** The next message as JSON. */
    public JsonNode json() throws Exception {
        return JSON.readTree(next().text());
    }

    /** Whether nothing is said for so long. */
    public boolean silentFor(long millis) throws InterruptedException {
        return heard.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    public int waiting() {
        return heard.size();
    }

    /**
     * How the socket was closed: code and reason. Java's client may miss an end without a word that
     * follows a message at once; it learns of it when it speaks.
     */
    public String closed() throws Exception {
        for (int tries = 0; tries < LIMIT_SECONDS; tries++) {
            try {
                return closed.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                CompletableFuture<?> unused =
                        socket.sendPing(ByteBuffer.allocate(0))
                                .exceptionally(
                                        gone -> {
                                            closed.complete("broken");
                                            return socket;
                                        });
            }
        }
        throw new AssertionError("the socket is still open");
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void take(boolean binary, byte[] bytes, boolean last) {
        partial.writeBytes(bytes);
        if (last) {
            heard.add(new Heard(binary, ByteBuffer.wrap(partial.toByteArray())));
            partial.reset();
        }
    }
}
