package io.millrace.broker.stream;

import com.linecorp.armeria.common.websocket.WebSocket;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.websocket.WebSocketService;
import io.millrace.broker.Routes;
import io.millrace.broker.exchange.TradeUpdate;
import io.millrace.broker.exchange.TradeUpdates;
import io.millrace.broker.faults.Faults;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The socket {@code /stream} and the event streams over HTTP that tell what happened to orders. */
public final class StreamRoutes implements Routes {

    private static final String PATH = "/stream";
    private static final int CAPACITY = 10_000;
    private static final long HOLD_BACK_MILLIS = 500;

    private final Credentials credentials;
    private final Faults faults;
    private final InstantSource wall;
    private final TradeEvents events;
    private final Map<StreamSession, ServiceRequestContext> sessions = new ConcurrentHashMap<>();

    /** Streams of everything that happens from now on, and of what happened before on request. */
    public StreamRoutes(
            TradeUpdates updates, Credentials credentials, Faults faults, InstantSource wall) {
        this.credentials = credentials;
        this.faults = faults;
        this.wall = wall;
        events = new TradeEvents(updates, credentials);
        updates.subscribe(this::tell);
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.service(
                PATH,
                WebSocketService.builder(this::open)
                        .aggregateContinuation(true)
                        .allowedOrigins("*")
                        .build());
        events.addTo(server);
    }

    private WebSocket open(ServiceRequestContext context, WebSocket in) {
        StreamSession session =
                new StreamSession(
                        new StreamConversation(
                                credentials, credentials.admit(context.request().headers())),
                        new Outbox(context, wall, CAPACITY),
                        new SocketFaults(faults, PATH),
                        new FillFaults(faults));
        sessions.put(session, context);
        in.subscribe(
                new Incoming(
                        session::hear,
                        session.outbox(),
                        () -> {
                            sessions.remove(session);
                            session.end("");
                        }));
        return session.outbox().socket();
    }

    private void tell(TradeUpdate update) {
        sessions.forEach(
                (session, context) -> {
                    if (session.tell(update)) {
                        Future<?> unused =
                                context.eventLoop()
                                        .schedule(
                                                session::release,
                                                HOLD_BACK_MILLIS,
                                                TimeUnit.MILLISECONDS);
                    }
                });
        events.tell(update);
    }
}
