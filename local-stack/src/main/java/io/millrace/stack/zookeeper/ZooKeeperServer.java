package io.millrace.stack.zookeeper;

import io.millrace.stack.server.Installation;
import io.millrace.stack.server.JavaCommand;
import io.millrace.stack.server.JvmServer;
import io.millrace.stack.server.Loopback;
import io.millrace.stack.server.Place;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A ZooKeeper of one node on loopback. It is the server that Flink packs for itself, out of the
 * same jar as its client.
 */
public final class ZooKeeperServer extends JvmServer {

    public static final String NAME = "zookeeper";
    public static final int STANDARD_PORT = 2181;

    private static final int TIMEOUT_MILLIS = 2_000;

    /** A server that is not launched yet. */
    public ZooKeeperServer(Place place) {
        super(NAME, place);
    }

    @Override
    public String address() {
        return Loopback.HOST + ":" + port();
    }

    @Override
    protected JavaCommand command() throws IOException {
        Path settings = folder().resolve("zoo.cfg");
        Files.writeString(settings, settings());
        return new JavaCommand(
                List.of(
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        JavaCommand.LOGGING),
                List.of(Installation.of("flink").resolve("lib") + "/*"),
                "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.quorum.QuorumPeerMain",
                List.of(settings.toString()),
                folder());
    }

    @Override
    protected boolean answers() {
        try (Socket socket = Loopback.connect(port())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write("ruok".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(4), StandardCharsets.US_ASCII).equals("imok");
        } catch (IOException silent) {
            return false;
        }
    }

    private String settings() {
        return String.join(
                "\n",
                "dataDir=" + folder().resolve("data"),
                "clientPort=" + port(),
                "clientPortAddress=" + Loopback.HOST,
                "admin.enableServer=false",
                "4lw.commands.whitelist=ruok",
                "tickTime=1000",
                "maxClientCnxns=0",
                "autopurge.snapRetainCount=3",
                "autopurge.purgeInterval=1",
                "");
    }
}
