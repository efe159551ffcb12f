package io.millrace.connectors.alpaca;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Consumer;
import javax.net.SocketFactory;

/** Sockets without any gate, whose connections are told before they open. */
final class RecordingSockets extends SocketFactory {

    private final Consumer<SocketAddress> opening;

    RecordingSockets(Consumer<SocketAddress> opening) {
        this.opening = opening;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress target, int timeout) throws IOException {
                opening.accept(target);
                super.connect(target, timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        return createSocket();
    }

    @Override
    public Socket createSocket(
            InetAddress address, int port, InetAddress localAddress, int localPort) {
        return createSocket();
    }
}
