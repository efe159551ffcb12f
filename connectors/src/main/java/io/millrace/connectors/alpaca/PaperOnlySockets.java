package io.millrace.connectors.alpaca;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last gate before the network: no connection opens to anything but Alpaca's paper and
 * market-data hosts over TLS, or loopback.
 *
 * <p>It asks three times, because each place sees what the others cannot: the address of every
 * request, the host that is looked up, and the address that a socket connects to.
 */
final class PaperOnlySockets implements Dns, Interceptor {

    private static final Logger LOG = LoggerFactory.getLogger(PaperOnlySockets.class);
    private static final int TLS_PORT = 443;
    private static final Set<String> LOOPBACK_NAMES = Set.of("127.0.0.1", "::1", "localhost");

    private final Dns dns;
    private final Consumer<SocketAddress> opening;
    private final Set<InetAddress> remote = ConcurrentHashMap.newKeySet();

    /**
     * A gate.
     *
     * @param opening hears of every connection that is about to open
     */
    PaperOnlySockets(Dns dns, Consumer<SocketAddress> opening) {
        this.dns = dns;
        this.opening = opening;
    }

    static PaperOnlySockets system() {
        return new PaperOnlySockets(
                Dns.SYSTEM, target -> LOG.debug("opens a connection to {}", target));
    }

    /** The builder, unable to reach anybody else, be it by redirect, proxy or settings. */
    OkHttpClient.Builder guard(OkHttpClient.Builder builder) {
        return builder.dns(this)
                .socketFactory(new GuardedFactory())
                .addInterceptor(this)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        boolean secure = url.isHttps() && url.port() == TLS_PORT;
        boolean remoteHost = AlpacaEndpoint.REMOTE_HOSTS.contains(url.host()) && secure;
        boolean bare = url.username().isEmpty() && url.password().isEmpty();
        if (!bare || !(remoteHost || LOOPBACK_NAMES.contains(url.host()))) {
            throw refused(url.scheme() + "://" + url.host() + ":" + url.port());
        }
        return chain.proceed(chain.request());
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        if (AlpacaEndpoint.REMOTE_HOSTS.contains(host)) {
            List<InetAddress> found = dns.lookup(host);
            remote.addAll(found);
            return found;
        }
        if (!LOOPBACK_NAMES.contains(host)) {
            throw refused(host);
        }
        List<InetAddress> here = new ArrayList<>(dns.lookup(host));
        here.removeIf(address -> !address.isLoopbackAddress());
        if (here.isEmpty()) {
            throw refused(host + ", which is not this machine here");
        }
        return here;
    }

    private static UnknownHostException refused(String target) {
        return new UnknownHostException(
                target + " (expected: Alpaca's paper host over TLS, or loopback)");
    }

    /** What a socket may connect to: loopback, or what an allowed name was looked up as. */
    private void allow(SocketAddress target) throws IOException {
        if (target instanceof InetSocketAddress inet && inet.getAddress() != null) {
            InetAddress address = inet.getAddress();
            if (address.isLoopbackAddress()
                    || (remote.contains(address) && inet.getPort() == TLS_PORT)) {
                return;
            }
        }
        throw refused(String.valueOf(target));
    }

    /** A socket that asks before it connects. */
    private final class GuardedSocket extends Socket {

        @Override
        public void connect(SocketAddress target, int timeout) throws IOException {
            allow(target);
            opening.accept(target);
            super.connect(target, timeout);
        }
    }

    /** Makes unconnected sockets only: that is all OkHttp asks for. */
    private final class GuardedFactory extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new GuardedSocket();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw refused(host);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
                throws IOException {
            throw refused(host);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw refused(String.valueOf(host));
        }

        @Override
        public Socket createSocket(
                InetAddress address, int port, InetAddress localAddress, int localPort)
                throws IOException {
            throw refused(String.valueOf(address));
        }
    }
}
