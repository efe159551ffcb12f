package io.millrace.broker.data;

import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.websocket.WebSocket;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.websocket.WebSocketService;
import io.millrace.broker.Routes;
import io.millrace.broker.faults.Faults;
import io.millrace.broker.stream.Credentials;
import io.millrace.broker.stream.Incoming;
import io.millrace.broker.stream.Outbox;
import io.millrace.broker.stream.SocketFaults;
import io.millrace.broker.tape.MarketListener;
import io.millrace.domain.market.Bar;
import io.millrace.domain.market.Trade;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One market data socket: tells its clients the market as the tape is replayed. */
final class FeedRoutes implements Routes, MarketListener {

    private static final String END = "end of tape";

    private final String path;
    private final AssetClass assets;
    private final InstantMessages messages;
    private final Credentials credentials;
    private final FeedOptions options;
    private final Faults faults;
    private final InstantSource wall;
    private final Runnable whenSubscribed;
    private final Set<FeedSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean over;

    FeedRoutes(
            String path,
            AssetClass assets,
            InstantMessages messages,
            DataRoutes.Surroundings surroundings,
            Runnable whenSubscribed) {
        this.path = path;
        this.assets = assets;
        this.messages = messages;
        this.credentials = surroundings.credentials();
        this.options = surroundings.options();
        this.faults = surroundings.faults();
        this.wall = surroundings.wall();
        this.whenSubscribed = whenSubscribed;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.service(
                path,
                WebSocketService.builder(this::open)
                        .aggregateContinuation(true)
                        .allowedOrigins("*")
                        .build());
    }

    @Override
    public void onInstant(long atMillis, List<Bar> bars, List<Trade> trades) {
        if (sessions.isEmpty()) {
            messages.passOver(bars, trades);
            return;
        }
        InstantMessages.Batch batch = messages.of(bars, trades);
        try {
            for (FeedSession session : sessions) {
                session.tell(batch, options.patienceMillis());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onEnd(long atMillis) {
        over = true;
        sessions.forEach(session -> session.end(END));
    }

    private WebSocket open(ServiceRequestContext context, WebSocket in) {
        Slot slot = new Slot();
        RequestHeaders headers = context.request().headers();
        FeedSession session =
                new FeedSession(
                        new FeedConversation(
                                assets, credentials, options.symbolLimit(), slot::take),
                        FeedCodec.of(headers),
                        new Outbox(context, wall, options.queueFrames()),
                        new SocketFaults(faults, path));
        sessions.add(session);
        session.greet();
        if (Credentials.given(headers)) {
            session.authenticate(
                    headers.get(Credentials.KEY_HEADER, ""),
                    headers.get(Credentials.SECRET_HEADER, ""));
        }
        Future<?> timeout =
                context.eventLoop()
                        .schedule(session::expire, options.authMillis(), TimeUnit.MILLISECONDS);
        in.subscribe(
                new Incoming(
                        message -> hear(session, message),
                        session.outbox(),
                        () -> {
                            sessions.remove(session);
                            slot.release();
                            boolean unused = timeout.cancel(false);
                            session.end("");
                        }));
        return session.outbox().socket();
    }

    private void hear(FeedSession session, byte[] message) {
        if (!session.hear(message)) {
            return;
        }
        if (over) {
            session.end(END);
        } else {
            whenSubscribed.run();
        }
    }

    /** The place that one client takes among those that the feed allows. */
    private final class Slot {

        private boolean taken;

        synchronized boolean take() {
            int limit = options.connectionLimit();
            int before = connections.getAndUpdate(now -> limit == 0 || now < limit ? now + 1 : now);
            taken = limit == 0 || before < limit;
            return taken;
        }

        synchronized void release() {
            if (taken) {
                taken = false;
                connections.decrementAndGet();
            }
        }
    }
}
