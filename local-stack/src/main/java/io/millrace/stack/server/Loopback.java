package io.millrace.stack.server;

import io.millrace.stack.port.LastingPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** This machine as its own programs see it: the only address that the stack listens on. */
public final class Loopback {

    public static final String HOST = "127.0.0.1";

    private static final int CONNECT_MILLIS = 1_000;

    private Loopback() {}

    /** The port itself, or one for {@link Place#ANY_PORT} that outlives a server's restarts. */
    public static int port(int wanted) {
        return wanted == Place.ANY_PORT ? LastingPort.pick() : wanted;
    }

    /** A port for a server that is started once. */
    public static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** A connection to whoever listens there. */
    public static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        return socket;
    }

    public static boolean listens(int port) {
        try (Socket socket = connect(port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
