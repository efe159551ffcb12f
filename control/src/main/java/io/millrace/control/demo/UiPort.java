package io.millrace.control.demo;

import io.millrace.control.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** The port of the web UI: the one that was asked for, or Flink's own, or any that is free. */
final class UiPort {

    private static final int STANDARD = 8081;

    private UiPort() {}

    static int choose(@Nullable Integer wanted) {
        if (wanted == null) {
            return isFree(STANDARD) ? STANDARD : anyFree();
        }
        if (wanted < 1 || wanted > 65_535) {
            throw CommandFailure.usage("--ui-port: " + wanted + " (expected: 1..65535)");
        }
        if (!isFree(wanted)) {
            throw CommandFailure.usage(
                    "--ui-port: "
                            + wanted
                            + " is taken (expected: a free port; without the option"
                            + " one is chosen)");
        }
        return wanted;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
