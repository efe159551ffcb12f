package io.millrace.connectors.alpaca.feed;

import io.millrace.connectors.alpaca.AlpacaEndpoint;
import io.millrace.connectors.alpaca.AlpacaFill;
import io.millrace.connectors.broker.Broker;
import io.millrace.connectors.broker.BrokerConnector;
import io.millrace.domain.broker.BrokerAnswer;
import io.millrace.domain.broker.BrokerOrder;
import io.millrace.domain.broker.BrokerRequest;
import io.millrace.domain.broker.BrokerSnapshot;
import io.millrace.domain.order.OrderStatus;
import io.millrace.domain.order.OrderType;
import io.millrace.domain.order.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** A broker on loopback: the books that it keeps, and a stream that forgets. */
final class FakeBooks implements AutoCloseable {

    static final long START = 1_782_137_600_000L;

    private final MockWebServer server = new MockWebServer();
    private final Map<String, BigDecimal> filled = new LinkedHashMap<>();
    private final Map<String, BigDecimal> quantities = new LinkedHashMap<>();
    private final Map<String, OrderStatus> ends = new LinkedHashMap<>();
    private final List<AlpacaFill> fills = new ArrayList<>();
    final Network network = new Network();
    final FakeStream stream = new FakeStream("", this::hear);
    volatile boolean away;
    volatile boolean refuses;
    private volatile int hiddenFills;
    private long clock = START;

    FakeBooks() throws IOException {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return answer(Objects.requireNonNull(request.getRequestUrl()));
                    }
                });
        server.setServerSocketFactory(network);
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    AlpacaEndpoint endpoint() {
        String base = "http://127.0.0.1:" + server.getPort();
        return new AlpacaEndpoint(base, base);
    }

    BrokerConnector connector() {
        return Connection::new;
    }

    synchronized void order(String id, int quantity) {
        quantities.put(id, BigDecimal.valueOf(quantity));
        filled.put(id, BigDecimal.ZERO);
    }

    synchronized void end(String id, OrderStatus status) {
        ends.put(id, status);
    }

    /** Books a fill; what the stream says of it. */
    synchronized String fill(String id, int quantity) {
        return fill(id, quantity, BigDecimal.TEN);
    }

    synchronized String fill(String id, int quantity, BigDecimal price) {
        clock += 10;
        BigDecimal cumulative =
                Objects.requireNonNull(filled.get(id)).add(BigDecimal.valueOf(quantity));
        filled.put(id, cumulative);
        String name = String.format(Locale.ROOT, "%06d::x", fills.size() + 1);
        fills.add(
                new AlpacaFill(
                        name, id, "AAPL", BigDecimal.valueOf(quantity), price, cumulative, clock));
        return "{\"stream\":\"trade_updates\",\"data\":{\"event\":\"partial_fill\",\"execution_id\":\""
                + name
                + "\",\"price\":\""
                + price
                + "\",\"qty\":\""
                + quantity
                + "\",\"timestamp\":\""
                + Instant.ofEpochMilli(clock)
                + "\",\"order\":"
                + document(id, cumulative)
                + "}}";
    }

    synchronized String event(String id, String event) {
        return "{\"stream\":\"trade_updates\",\"data\":{\"event\":\""
                + event
                + "\",\"timestamp\":\""
                + Instant.ofEpochMilli(clock)
                + "\",\"order\":"
                + document(id, Objects.requireNonNull(filled.get(id)))
                + "}}";
    }

    /** The books lag behind by so many fills. */
    void hide(int newest) {
        hiddenFills = newest;
    }

    synchronized List<AlpacaFill> fills() {
        return List.copyOf(fills);
    }

    @Override
    public void close() throws IOException {
        server.shutdown();
    }

    private void hear(FakeStream.End end, String text) {
        if (text.contains("\"auth\"")) {
            end.tellBinary(
                    "{\"stream\":\"authorization\",\"data\":{\"status\":\""
                            + (refuses ? "unauthorized" : "authorized")
                            + "\",\"action\":\"authenticate\"}}");
        } else {
            end.listens();
            end.tell("{\"stream\":\"listening\",\"data\":{\"streams\":[\"trade_updates\"]}}");
        }
    }

    private synchronized MockResponse answer(HttpUrl url) {
        String path = url.encodedPath();
        if (path.equals("/stream")) {
            return stream.upgrade();
        }
        if (path.endsWith("/FILL")) {
            String after = String.valueOf(url.queryParameter("page_token"));
            String rows =
                    fills.subList(0, fills.size() - Math.min(hiddenFills, fills.size())).stream()
                            .filter(f -> after.equals("null") || f.id().compareTo(after) > 0)
                            .limit(
                                    Integer.parseInt(
                                            String.valueOf(url.queryParameter("page_size"))))
                            .map(FakeBooks::row)
                            .collect(Collectors.joining(",", "[", "]"));
            return new MockResponse().setBody(rows);
        }
        if (url.queryParameter("nested") != null) {
            return new MockResponse()
                    .setBody(
                            "[{\"id\":\"parent\",\"client_order_id\":\"carrier.r2\","
                                    + "\"legs\":[{\"id\":\"leg\"}]}]");
        }
        String id = path.substring(path.lastIndexOf('/') + 1);
        BigDecimal so = filled.get(id);
        return so == null
                ? new MockResponse().setResponseCode(404).setBody("{\"message\":\"not found\"}")
                : new MockResponse().setBody(document(id, so));
    }

    private static String row(AlpacaFill fill) {
        return "{\"id\":\""
                + fill.id()
                + "\",\"activity_type\":\"FILL\",\"order_id\":\""
                + fill.orderId()
                + "\",\"symbol\":\"AAPL\",\"qty\":\""
                + fill.quantity()
                + "\",\"price\":\""
                + fill.price()
                + "\",\"cum_qty\":\""
                + fill.cumulative()
                + "\",\"transaction_time\":\""
                + Instant.ofEpochMilli(fill.atMillis())
                + "\"}";
    }

    private String document(String id, BigDecimal cumulative) {
        return "{\"id\":\""
                + id
                + "\",\"client_order_id\":\"our-"
                + id
                + "\",\"created_at\":\"2026-06-22T14:00:00Z\",\"symbol\":\"AAPL\",\"side\":\"buy\","
                + "\"type\":\"limit\",\"order_class\":\""
                + (id.equals("leg") ? "bracket" : "")
                + "\",\"status\":\""
                + status(id, cumulative).name().toLowerCase(Locale.ROOT)
                + "\",\"qty\":\""
                + quantities.get(id)
                + "\",\"filled_qty\":\""
                + cumulative
                + "\",\"filled_avg_price\":\"10\",\"legs\":null,\"replaces\":null}";
    }

    private OrderStatus status(String id, BigDecimal cumulative) {
        OrderStatus end = ends.get(id);
        if (end != null) {
            return end;
        }
        if (cumulative.signum() == 0) {
            return OrderStatus.ACCEPTED;
        }
        return cumulative.compareTo(Objects.requireNonNull(quantities.get(id))) < 0
                ? OrderStatus.PARTIALLY_FILLED
                : OrderStatus.FILLED;
    }

    private synchronized BrokerSnapshot snapshot() {
        clock += 10;
        List<BrokerOrder> orders = new ArrayList<>();
        filled.forEach(
                (id, so) ->
                        orders.add(
                                new BrokerOrder(
                                        id,
                                        "our-" + id,
                                        null,
                                        "AAPL",
                                        Side.BUY,
                                        OrderType.LIMIT,
                                        status(id, so),
                                        Objects.requireNonNull(quantities.get(id)),
                                        so,
                                        BigDecimal.TEN,
                                        null,
                                        null,
                                        START,
                                        clock)));
        return new BrokerSnapshot(clock, BigDecimal.ZERO, List.of(), orders);
    }

    /** The books as an account's adapter reads them. */
    private final class Connection implements Broker {

        @Override
        public BrokerAnswer execute(BrokerRequest request) {
            throw new AssertionError("a feed asks for nothing");
        }

        @Override
        public BrokerSnapshot snapshot() throws IOException {
            return answering(FakeBooks.this.snapshot());
        }

        @Override
        public long clockMillis() throws IOException {
            return answering(START);
        }

        @Override
        public void close() {}

        private <T> T answering(T value) throws IOException {
            if (away) {
                throw new IOException("planted: nobody answers");
            }
            return value;
        }
    }
}
