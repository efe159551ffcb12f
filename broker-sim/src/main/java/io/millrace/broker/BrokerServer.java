package io.millrace.broker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import io.millrace.broker.exchange.Exchange;
import io.millrace.broker.exchange.Figures;
import io.millrace.broker.faults.AdminRoutes;
import io.millrace.broker.faults.FaultDecorator;
import io.millrace.broker.faults.FaultRules;
import io.millrace.broker.faults.FaultScript;
import io.millrace.broker.ledger.Ledger;
import io.millrace.broker.tape.MarketClock;
import io.millrace.broker.trading.RateLimit;
import io.millrace.broker.trading.TradingRoutes;
import io.millrace.observe.Metrics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The broker in one process: {@link #prepare} opens its ledger, {@link #listen} its ports.
 *
 * <p>{@link #start} does all of it. In between, the exchange has to be given to the tape as a
 * listener and to the streams as their source; whoever listens for answers finds them complete.
 */
public final class BrokerServer implements AutoCloseable {

    private static final int HALTED_LIKE_KILL_9 = 137;
    private static final String UNKNOWN_PATH = "{\"message\":\"endpoint not found.\"}";

    private final BrokerOptions options;
    private final MarketClock clock;
    private final LongSupplier wallMillis;
    private final Ledger ledger;
    private final FaultScript faults;
    private final Exchange exchange;
    private final Metrics metrics = Metrics.ofProcess();
    private final ObserveRoutes observed;
    private final List<Runnable> endings = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();

    private BrokerServer(BrokerOptions options, Market market, LongSupplier wallMillis) {
        this.options = options;
        this.clock = market.clock();
        this.wallMillis = wallMillis;
        Path file = options.files().ledger();
        this.ledger = file == null ? Ledger.none(wallMillis) : Ledger.open(file, wallMillis);
        this.faults = faults(options, market.clock(), wallMillis, this::halt);
        try {
            this.exchange =
                    Exchange.open(
                            new Exchange.Setup(
                                    options.account(),
                                    options.tape().market(),
                                    options.venue(),
                                    market.symbols(),
                                    market.startMillis()),
                            market.description(),
                            ledger,
                            faults);
        } catch (RuntimeException e) {
            ledger.close();
            throw e;
        }
        faults.forgetRestarts(exchange.restarts());
        observed = new ObserveRoutes(metrics, exchange);
    }

    /**
     * What the broker has to know of its market.
     *
     * @param symbols what can be traded from the start; the tape may bring more
     * @param startMillis an instant before the end of the first bars
     * @param description goes into the first row of the ledger, and must be the same ever after
     */
    public record Market(
            MarketClock clock,
            Collection<String> symbols,
            long startMillis,
            ObjectNode description) {}

    /**
     * Starts a broker on its tape; the tape begins with the first subscription to its data, or goes
     * on where the ledger says.
     */
    public static BrokerServer start(BrokerOptions options) {
        return BrokerOnTape.start(options, InstantSource.system());
    }

    /** Opens the ledger and brings the account to where it ends. */
    public static BrokerServer prepare(
            BrokerOptions options, Market market, LongSupplier wallMillis) {
        return new BrokerServer(options, market, wallMillis);
    }

    public Exchange exchange() {
        return exchange;
    }

    public FaultScript faults() {
        return faults;
    }

    public Ledger ledger() {
        return ledger;
    }

    /**
     * Starts to listen.
     *
     * @param streams what belongs to the trading port besides the trading API
     * @param data what belongs to the market data port
     */
    public void listen(List<Routes> streams, List<Routes> data) {
        List<Routes> trading = new ArrayList<>(streams);
        trading.add(
                new TradingRoutes(
                        exchange,
                        clock,
                        options.tape().market(),
                        options.access().keys(),
                        new RateLimit(options.access().requestsPerMinute(), wallMillis)));
        trading.add(new AdminRoutes(faults, this::state));
        trading.add(observed);
        Integer dataPort = options.listen().dataPort();
        if (dataPort == null) {
            trading.addAll(data);
        }
        servers.add(start(options.listen().port(), trading));
        if (dataPort != null) {
            servers.add(start(dataPort, data));
        }
    }

    /** Where the trading API is, without a slash at the end. */
    public URI tradingUri() {
        return uri(servers.get(0));
    }

    /** Where the market data API is. */
    public URI dataUri() {
        return uri(servers.get(servers.size() - 1));
    }

    /** Has the tape end before the ports close and the ledger. */
    void endFirst(Runnable end) {
        endings.add(end);
    }

    /** Stops listening, then closes the ledger. */
    public CompletableFuture<Void> stop() {
        endings.forEach(Runnable::run);
        CompletableFuture<?>[] stopped =
                servers.stream().map(Server::stop).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(stopped).thenRun(metrics::close).thenRun(ledger::close);
    }

    @Override
    public void close() {
        stop().join();
    }

    private Server start(int port, List<Routes> routes) {
        ServerBuilder builder =
                Server.builder().requestTimeoutMillis(0).gracefulShutdownTimeoutMillis(0, 0);
        if (options.listen().beyondLoopback()) {
            builder.http(port);
        } else {
            builder.http(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        routes.forEach(part -> part.addTo(builder));
        builder.serviceUnder(
                "/",
                (ctx, request) ->
                        HttpResponse.of(HttpStatus.NOT_FOUND, MediaType.JSON_UTF_8, UNKNOWN_PATH));
        builder.decorator(new FaultDecorator(faults));
        observed.countOn(builder);
        Server server = builder.build();
        server.start().join();
        return server;
    }

    private ObjectNode state() {
        long updates = exchange.updateCount();
        boolean over = exchange.isOver();
        return exchange.read(
                desk ->
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("instant", Figures.instant(desk.atMillis()))
                                .put("over", over)
                                .put("orders", desk.tickets().all().size())
                                .put("open_orders", desk.tickets().open().size())
                                .put("updates", updates));
    }

    private void halt() {
        exchange.noteRestart();
        Runtime.getRuntime().halt(HALTED_LIKE_KILL_9);
    }

    private static FaultScript faults(
            BrokerOptions options, MarketClock clock, LongSupplier wallMillis, Runnable halt) {
        Path file = options.files().faults();
        return new FaultScript(
                file == null ? List.of() : FaultRules.read(file),
                new FaultScript.World(
                        wallMillis, clock::nowMillis, halt, options.account().seed()));
    }

    private static URI uri(Server server) {
        return URI.create("http://127.0.0.1:" + server.activeLocalPort());
    }
}
