package io.millrace.connectors.alpaca.feed;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.mockwebserver.MockResponse;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The server's end of a stream; everybody who is listening hears the same. */
final class FakeStream {

    private final BiConsumer<FakeStream.End, String> hears;
    private final String welcome;
    final List<End> listening = new CopyOnWriteArrayList<>();

    /**
     * A stream.
     *
     * @param welcome said to whoever connects; empty for nothing
     * @param hears what a client says, with its connection
     */
    FakeStream(String welcome, BiConsumer<End, String> hears) {
        this.welcome = welcome;
        this.hears = hears;
    }

    MockResponse upgrade() {
        return new MockResponse().withWebSocketUpgrade(new End());
    }

    void tellAll(String text) {
        listening.forEach(end -> end.tell(text));
    }

    void closeAll(int code, String reason) {
        listening.forEach(end -> end.close(code, reason));
    }

    /** One connection. */
    final class End extends WebSocketListener {

        private volatile @Nullable WebSocket socket;

        void listens() {
            listening.add(this);
        }

        void tell(String text) {
            if (socket != null) {
                socket.send(text);
            }
        }

        void tellBinary(String text) {
            if (socket != null) {
                socket.send(ByteString.encodeUtf8(text));
            }
        }

        void close(int code, String reason) {
            listening.remove(this);
            if (socket != null) {
                socket.close(code, reason);
            }
        }

        @Override
        public void onOpen(WebSocket opened, Response response) {
            socket = opened;
            if (!welcome.isEmpty()) {
                tell(welcome);
            }
        }

        @Override
        public void onMessage(WebSocket from, String text) {
            hears.accept(this, text);
        }

        @Override
        public void onClosing(WebSocket from, int code, String reason) {
            listening.remove(this);
            from.close(code, null);
        }

        @Override
        public void onFailure(WebSocket from, Throwable failure, @Nullable Response response) {
            listening.remove(this);
        }
    }
}
