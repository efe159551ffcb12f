package io.millrace.connectors.alpaca;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that says what a test tells it to, down to the moment at which it hangs up, and keeps
 * every request it was sent.
 */
final class FakeAlpaca implements AutoCloseable {

    static final String PAGE = "<html><body><h1>401 Authorization Required</h1></body></html>";

    /** One request as it arrived. */
    record Heard(
            String method, String path, String query, Map<String, String> headers, String body) {

        String line() {
            return method + " " + path;
        }
    }

    /** When a connection is cut. */
    enum Cut {
        NEVER,
        BEFORE_READING_BODY,
        BEFORE_ANSWERING,
        WITHIN_ANSWER
    }

    /** What is answered. */
    record Answer(int status, Map<String, String> headers, String body, Cut cut, boolean stuck) {

        static Answer json(int status, String body) {
            return new Answer(status, Map.of(), body.replace('\'', '"'), Cut.NEVER, false);
        }

        static Answer page(int status) {
            return new Answer(status, Map.of("Content-Type", "text/html"), PAGE, Cut.NEVER, false);
        }

        static Answer error(int status, int code, String message) {
            return json(status, "{'code':" + code + ",'message':'" + message + "'}");
        }

        static Answer cut(Cut cut) {
            return new Answer(200, Map.of(), "{\"id\":\"never-read-in-full\"}", cut, false);
        }

        /** Reads the request and then says nothing until the server closes. */
        static Answer never() {
            return new Answer(200, Map.of(), "", Cut.NEVER, true);
        }

        Answer with(String header, String value) {
            return new Answer(status, Map.of(header, value), body, cut, stuck);
        }
    }

    private final ServerSocket server;
    private final Map<String, Deque<Answer>> scripts = new LinkedHashMap<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread accepting;

    FakeAlpaca() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = start(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    AlpacaEndpoint endpoint() {
        return new AlpacaEndpoint(address(), address());
    }

    /**
     * Answers one after the other, the last one for ever.
     *
     * @param request method, path and, apart by blanks, what the query must hold
     */
    synchronized FakeAlpaca on(String request, Answer... answers) {
        scripts.put(request, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    List<Heard> heard() {
        return heard;
    }

    List<Heard> heard(String line) {
        return heard.stream().filter(each -> each.line().equals(line)).toList();
    }

    long count(String method) {
        return heard.stream().filter(each -> each.method().equals(method)).count();
    }

    @Override
    public void close() {
        quietly(server);
        try {
            // the port stays open for as long as somebody waits at it
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(FakeAlpaca::quietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more) {
                more = serveOne(socket, in);
            }
        } catch (IOException e) {
            // the client hung up, which some tests make it do
        }
    }

    private boolean serveOne(Socket socket, InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return false;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(": ", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
        }
        String[] words = first.split(" ", -1);
        String[] target = words[1].split("\\?", 2);
        String query = target.length > 1 ? URLDecoder.decode(target[1], UTF_8) : "";
        Answer answer = answerTo(words[0], target[0], query);
        boolean unread = answer.cut() == Cut.BEFORE_READING_BODY;
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = unread ? "" : new String(in.readNBytes(length), UTF_8);
        heard.add(new Heard(words[0], target[0], query, headers, body));
        if (answer.stuck()) {
            return in.read() >= 0;
        }
        return write(socket.getOutputStream(), answer);
    }

    private static boolean write(OutputStream out, Answer answer) throws IOException {
        if (answer.cut() == Cut.BEFORE_READING_BODY || answer.cut() == Cut.BEFORE_ANSWERING) {
            return false;
        }
        byte[] body = answer.body().getBytes(UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Said\r\n");
        answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (answer.status() != 204) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        boolean whole = answer.cut() == Cut.NEVER;
        out.write(body, 0, whole ? body.length : body.length / 2);
        out.flush();
        return whole;
    }

    private synchronized Answer answerTo(String method, String path, String query) {
        String best = "";
        for (String request : scripts.keySet()) {
            List<String> words = new ArrayList<>(Arrays.asList(request.split(" ", -1)));
            List<String> asked = List.of(query.split("&", -1));
            if (words.remove(0).equals(method)
                    && words.remove(0).equals(path)
                    && asked.containsAll(words)
                    && request.length() > best.length()) {
                best = request;
            }
        }
        Deque<Answer> script = scripts.getOrDefault(best, new ArrayDeque<>());
        if (script.isEmpty()) {
            return Answer.page(404);
        }
        return script.size() > 1 ? script.removeFirst() : script.getFirst();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(ISO_8859_1);
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "fake-alpaca");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // closing twice is what closing is for
        }
    }
}
