package io.millrace.stack.server;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The smallest real server: an HTTP server of the JDK in a process of its own. */
public final class SmallServer extends JvmServer {

    private final int status;
    private final List<String> needs;
    private final Duration patience;

    private SmallServer(
            String name, Place place, int status, List<String> needs, Duration patience) {
        super(name, place);
        this.status = status;
        this.needs = needs;
        this.patience = patience;
    }

    public static SmallServer named(String name, Place place, String... needs) {
        return new SmallServer(name, place, 200, List.of(needs), Duration.ofSeconds(60));
    }

    /** One that answers wrongly for ever, to somebody with little patience. */
    public static SmallServer broken(String name, Place place) {
        return new SmallServer(name, place, 500, List.of(), Duration.ofSeconds(15));
    }

    @Override
    public List<String> needs() {
        return needs;
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public String address() {
        return "http://" + Loopback.HOST + ":" + port() + "/";
    }

    @Override
    protected JavaCommand command() {
        return new JavaCommand(
                List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)),
                SmallServer.class.getName(),
                List.of(Integer.toString(port()), Integer.toString(status)),
                folder());
    }

    @Override
    protected boolean answers() {
        return HttpAnswer.get(address()).filter(HttpAnswer::isOk).isPresent();
    }

    /** The process itself. */
    public static void main(String[] arguments) throws IOException {
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
                        0);
        int status = Integer.parseInt(arguments[1]);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        System.out.println("listening on " + arguments[0]);
    }
}
