package io.millrace.connectors.alpaca.feed;

import io.millrace.connectors.alpaca.AlpacaEndpoint;
import io.millrace.domain.market.Bar;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** Alpaca's market data on loopback: a stream without memory, and the bars that were published. */
final class FakeMarket implements AutoCloseable {

    private static final int PAGE = 7;

    private final MockWebServer server = new MockWebServer();
    final Network network = new Network();
    private final List<Bar> published = new ArrayList<>();
    final FakeStream stream =
            new FakeStream("[{\"T\":\"success\",\"msg\":\"connected\"}]", this::hear);
    final List<String> said = new ArrayList<>();
    volatile int refusals;
    volatile boolean over;

    FakeMarket() throws IOException {
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

    /** Publishes bars to whoever listens and to whoever asks later. */
    synchronized void publish(List<Bar> bars) {
        published.addAll(bars);
        tell(bars);
    }

    /** Has bars in its books that no listener is told of: its streams are mute. */
    synchronized void swallow(List<Bar> bars) {
        published.addAll(bars);
    }

    /** Tells bars, again or for the first time, that no books show. */
    void tell(List<Bar> bars) {
        stream.tellAll(
                bars.stream().map(FakeMarket::live).collect(Collectors.joining(",", "[", "]")));
    }

    void end() {
        over = true;
        stream.closeAll(1000, "end of tape");
    }

    @Override
    public void close() throws IOException {
        server.shutdown();
    }

    private synchronized void hear(FakeStream.End end, String text) {
        said.add(text);
        if (text.contains("\"auth\"")) {
            if (refusals > 0) {
                refusals--;
                end.tell("[{\"T\":\"error\",\"code\":406,\"msg\":\"connection limit exceeded\"}]");
            } else {
                end.tell("[{\"T\":\"success\",\"msg\":\"authenticated\"}]");
            }
            return;
        }
        end.listens();
        end.tell("[{\"T\":\"subscription\",\"bars\":[]}]");
        if (over) {
            end.close(1000, "end of tape");
        }
    }

    private synchronized MockResponse answer(HttpUrl url) {
        if (!url.encodedPath().endsWith("/bars")) {
            return stream.upgrade();
        }
        long from = Instant.parse(url.queryParameter("start")).toEpochMilli();
        List<String> symbols =
                List.of(String.valueOf(url.queryParameter("symbols")).split(",", -1));
        String token = String.valueOf(url.queryParameter("page_token"));
        List<Bar> rest =
                published.stream()
                        .filter(bar -> bar.startMillis() >= from)
                        .filter(bar -> symbols.contains(bar.symbol()))
                        .sorted(Comparator.comparing(Bar::symbol).thenComparingLong(Bar::endMillis))
                        .filter(bar -> token.equals("null") || key(bar).compareTo(token) > 0)
                        .toList();
        List<Bar> page = rest.subList(0, Math.min(PAGE, rest.size()));
        String next = rest.size() > PAGE ? "\"" + key(page.get(PAGE - 1)) + "\"" : "null";
        String bars =
                page.stream().collect(Collectors.groupingBy(Bar::symbol)).entrySet().stream()
                        .map(
                                each ->
                                        "\""
                                                + each.getKey()
                                                + "\":"
                                                + each.getValue().stream()
                                                        .map(FakeMarket::booked)
                                                        .collect(Collectors.joining(",", "[", "]")))
                        .collect(Collectors.joining(",", "{", "}"));
        return new MockResponse()
                .setBody("{\"bars\":" + bars + ",\"next_page_token\":" + next + "}");
    }

    private static String key(Bar bar) {
        return bar.symbol() + "|" + String.format(java.util.Locale.ROOT, "%016d", bar.endMillis());
    }

    private static String live(Bar bar) {
        return "{\"T\":\"b\",\"S\":\"" + bar.symbol() + "\"," + fields(bar) + "}";
    }

    private static String booked(Bar bar) {
        return "{" + fields(bar) + "}";
    }

    private static String fields(Bar bar) {
        return "\"t\":\""
                + Instant.ofEpochMilli(bar.startMillis())
                + "\",\"o\":"
                + bar.open()
                + ",\"h\":"
                + bar.high()
                + ",\"l\":"
                + bar.low()
                + ",\"c\":"
                + bar.close()
                + ",\"v\":"
                + bar.volume()
                + ",\"n\":3,\"vw\":1.5";
    }
}
