package io.millrace.stack.kafka;

import io.millrace.stack.server.Loopback;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * The first question of every Kafka client, {@code ApiVersions}, in its first version: 10 bytes
 * that need no client library.
 */
final class KafkaGreeting {

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int CORRELATION = 0x6d696c6c;
    private static final short API_VERSIONS = 18;
    private static final short FIRST_VERSION = 0;
    private static final short NO_CLIENT_ID = -1;
    private static final int REQUEST_BYTES = 10;

    private KafkaGreeting() {}

    /** Whether a broker answers there, and without an error. */
    static boolean isAnswered(int port) {
        try (Socket socket = Loopback.connect(port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(REQUEST_BYTES);
            out.writeShort(API_VERSIONS);
            out.writeShort(FIRST_VERSION);
            out.writeInt(CORRELATION);
            out.writeShort(NO_CLIENT_ID);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int size = in.readInt();
            return size > Integer.BYTES && in.readInt() == CORRELATION && in.readShort() == 0;
        } catch (IOException silent) {
            return false;
        }
    }
}
