package io.millrace.connectors.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

class PaperOnlySocketsTest {

    private static final String LIVE = "https://api.alpaca.markets";

    private static final List<String> BASES =
            List.of(
                    AlpacaEndpoint.PAPER,
                    LIVE,
                    AlpacaEndpoint.MARKET_DATA,
                    "https://broker-api.alpaca.markets",
                    "https://api.alpaca.markets.evil.example",
                    "http://127.0.0.1:8090",
                    "http://localhost:8090",
                    "http://[::1]:8090",
                    "http://127.1",
                    "http://2130706433",
                    "http://0x7f000001",
                    "http://0177.0.0.1",
                    "http://[::ffff:127.0.0.1]",
                    "http://[::ffff:203.0.113.9]",
                    "http://0.0.0.0",
                    "http://[::]",
                    "http://203.0.113.9",
                    "http://169.254.169.254");

    private static final List<UnaryOperator<String>> WHOLE =
            List.of(
                    s -> s,
                    s -> s.toUpperCase(Locale.ROOT),
                    s -> s + ".",
                    s -> s + "/",
                    s -> s + ":443",
                    s -> s + ":80",
                    s -> s + ":99999",
                    s -> s + "/../..//" + LIVE,
                    s -> s + "?@api.alpaca.markets",
                    s -> s + "#@api.alpaca.markets",
                    s -> s + "@api.alpaca.markets",
                    s -> s + ":x@api.alpaca.markets",
                    s -> s + "\\@api.alpaca.markets",
                    s -> s + ".evil.example",
                    s -> s.replace("://", "://me:secret@"),
                    s -> s.replace("://", "://" + LIVE.substring(8) + "%2f@"),
                    s -> s.replace("://", "://www."),
                    s -> s.replace("://", ":///"),
                    s -> s.replace("://", ":\\\\"),
                    s -> s.replace("https", "http"),
                    s -> s.replace("http", "ws"),
                    s -> s.replace("paper-", ""),
                    s -> s.replace("paper-", "paper_"),
                    s -> s.replace("alpaca", "xn--alpaca"),
                    s -> s.replace('.', '\u3002'),
                    s -> s.replace('.', '\uff0e'),
                    s -> s.replace('a', '\u0430'),
                    s -> s.replace('a', '\uff41'),
                    s -> s.replace("api", "%61pi"),
                    s -> " " + s,
                    s -> s + "\n");

    private final List<SocketAddress> opened = new ArrayList<>();
    private final PaperOnlySockets sockets = new PaperOnlySockets(dns(), this::open);

    /** Notes the connection and never makes it. */
    private void open(SocketAddress target) {
        opened.add(target);
        throw new UncheckedIOException(new IOException("enough seen"));
    }

    @Property(tries = 2_000)
    void everySpellingIsExactlyAllowedOrRefusedAndReachesNobodyElse(
            @ForAll("spellings") String spelling) {
        boolean allowed = isOneOfTheFew(spelling);

        if (allowed) {
            assertThat(new AlpacaEndpoint(spelling, AlpacaEndpoint.MARKET_DATA)).isNotNull();
        } else {
            assertThatThrownBy(() -> new AlpacaEndpoint(spelling, AlpacaEndpoint.MARKET_DATA))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        call(client(), spelling);
        assertThat(opened).allMatch(PaperOnlySocketsTest::isAlpacasOrHere, spelling);
        if (allowed) {
            assertThat(opened).hasSize(1);
        }
    }

    @Example
    void theLiveHostIsRefusedByEachGateAlone() {
        assertRefused(client(), LIVE);
        assertRefused(without("interceptor"), LIVE);
        assertRefused(without("interceptor", "lookup"), LIVE);
        assertRefused(without("interceptor"), "http://203.0.113.9");
        assertRefused(client(), "http://paper-api.alpaca.markets");
        assertRefused(without("interceptor"), "http://paper-api.alpaca.markets");
        assertRefused(client(), "https://paper-api.alpaca.markets:8443");
        assertThat(opened).isEmpty();
    }

    @Example
    void theTestWouldSeeAConnectionThatNoGateHolds() {
        OkHttpClient open = without("interceptor", "lookup", "socket");

        call(open, "http://203.0.113.9:9");

        assertThat(opened).hasSize(1);
        assertThat(isAlpacasOrHere(opened.get(0))).isFalse();
    }

    @Example
    void aNameOfThisMachineThatPointsElsewhereIsRefused() throws Exception {
        InetAddress elsewhere = InetAddress.getByName("203.0.113.9");
        PaperOnlySockets poisoned = new PaperOnlySockets(host -> List.of(elsewhere), this::open);
        OkHttpClient client = poisoned.guard(new OkHttpClient.Builder()).build();

        assertRefused(client, "http://localhost:8090");
        assertThat(opened).isEmpty();
    }

    @Example
    void aRedirectIsNotFollowed() {
        try (FakeAlpaca here = new FakeAlpaca();
                FakeAlpaca there = new FakeAlpaca();
                AlpacaHttp http = Clients.http(here.endpoint(), new RecordedPace())) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                here.on(
                        "POST /v2/orders",
                        FakeAlpaca.Answer.json(status, "{}")
                                .with("Location", there.address() + "/v2/orders"));
                assertThatThrownBy(() -> http.post("/v2/orders", Json.object()))
                        .isInstanceOfSatisfying(
                                AlpacaError.class,
                                e -> assertThat(e.kind()).isEqualTo(AlpacaError.Kind.UNREADABLE));
            }
            assertThat(there.heard()).isEmpty();
            assertThat(here.heard()).hasSize(5);
        }
    }

    @Example
    void noProxySettingReroutesARequest() throws AlpacaError {
        ProxySelector before = ProxySelector.getDefault();
        try (FakeAlpaca here = new FakeAlpaca();
                FakeAlpaca proxy = new FakeAlpaca()) {
            here.on("GET /v2/clock", FakeAlpaca.Answer.json(200, "{'timestamp':'x'}"));
            ProxySelector.setDefault(everythingThrough(URI.create(proxy.address()).getPort()));
            try (AlpacaHttp http = Clients.http(here.endpoint(), new RecordedPace())) {
                http.get("/v2/clock", Map.of());
            }
            assertThat(here.heard()).hasSize(1);
            assertThat(proxy.heard()).isEmpty();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Provide
    Arbitrary<String> spellings() {
        Arbitrary<String> whole =
                Combinators.combine(
                                Arbitraries.of(BASES), Arbitraries.of(WHOLE), Arbitraries.of(WHOLE))
                        .as((base, first, second) -> second.apply(first.apply(base)));
        Arbitrary<Character> odd =
                Arbitraries.of('.', '@', '/', '\\', '%', ':', '#', '?', ' ', '\t', '\u200b', 'A')
                        .map(Character.class::cast);
        Arbitrary<String> inserted =
                Combinators.combine(
                                Arbitraries.of(BASES), Arbitraries.integers().between(0, 60), odd)
                        .as(
                                (base, at, extra) -> {
                                    int cut = Math.min(at, base.length());
                                    return base.substring(0, cut) + extra + base.substring(cut);
                                });
        return Arbitraries.oneOf(whole, inserted);
    }

    /** Written down by hand, not computed: the few that are allowed, of all that are generated. */
    private static boolean isOneOfTheFew(String spelling) {
        return Set.of(
                                AlpacaEndpoint.PAPER,
                                "http://127.0.0.1:8090",
                                "http://localhost:8090",
                                "http://[::1]:8090")
                        .contains(spelling)
                || spelling.matches("http://(localhost|127\\.0\\.0\\.1):(80|809|8090)");
    }

    private static boolean isAlpacasOrHere(SocketAddress target) {
        InetSocketAddress inet = (InetSocketAddress) target;
        String address = inet.getAddress().getHostAddress();
        return inet.getAddress().isLoopbackAddress()
                || (address.startsWith("198.51.100.") && inet.getPort() == 443);
    }

    private OkHttpClient client() {
        opened.clear();
        return sockets.guard(new OkHttpClient.Builder()).build();
    }

    private OkHttpClient without(String... gates) {
        opened.clear();
        OkHttpClient.Builder builder = sockets.guard(new OkHttpClient.Builder());
        for (String gate : gates) {
            switch (gate) {
                case "interceptor" -> builder.interceptors().clear();
                case "lookup" -> builder.dns(dns());
                default -> builder.socketFactory(new RecordingSockets(this::open));
            }
        }
        return builder.build();
    }

    private static void assertRefused(OkHttpClient client, String url) {
        Request request = request(HttpUrl.get(url));
        assertThatThrownBy(() -> client.newCall(request).execute())
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("expected: Alpaca's paper host over TLS, or loopback");
    }

    private static void call(OkHttpClient client, String spelling) {
        HttpUrl url = HttpUrl.parse(spelling);
        if (url == null) {
            return;
        }
        try {
            client.newCall(request(url)).execute().close();
        } catch (IOException | UncheckedIOException e) {
            // refused, or stopped by the recorder; what was opened is looked at afterwards
        }
    }

    private static Request request(HttpUrl url) {
        return new Request.Builder().url(url).post(RequestBody.create(new byte[0])).build();
    }

    /** Alpaca's paper and data hosts are at 198.51.100.x, everybody else at 203.0.113.x. */
    private static Dns dns() {
        return host -> {
            if (host.equals("localhost")) {
                return List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
            }
            boolean known = AlpacaEndpoint.REMOTE_HOSTS.contains(host);
            String address = known ? "198.51.100.7" : "203.0.113.9";
            return List.of(
                    InetAddress.getByAddress(host, InetAddress.getByName(address).getAddress()));
        };
    }

    private static ProxySelector everythingThrough(int port) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(
                        new Proxy(
                                Proxy.Type.HTTP,
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException cause) {
                // nobody asks a second time
            }
        };
    }
}
