package io.millrace.broker.stream;

import com.linecorp.armeria.common.websocket.WebSocketFrame;
import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Hands the messages of a client to a consumer and tells when the client has gone. */
public final class Incoming implements Subscriber<WebSocketFrame> {

    private final Consumer<byte[]> messages;
    private final Outbox answers;
    private final Runnable gone;

    /**
     * Every text or binary message as its bytes, one after the other.
     *
     * @param answers where a ping is answered: the server does not do it by itself
     */
    public Incoming(Consumer<byte[]> messages, Outbox answers, Runnable gone) {
        this.answers = answers;
        this.messages = messages;
        this.gone = gone;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(WebSocketFrame frame) {
        switch (frame.type()) {
            case TEXT, BINARY -> messages.accept(frame.array());
            case CLOSE -> gone.run();
            case PING -> answers.send(WebSocketFrame.ofPong(frame.array()));
            case PONG, CONTINUATION -> {}
        }
    }

    @Override
    public void onError(Throwable broken) {
        gone.run();
    }

    @Override
    public void onComplete() {
        gone.run();
    }
}
