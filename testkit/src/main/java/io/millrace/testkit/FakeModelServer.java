package io.millrace.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A model server that speaks the Open Inference Protocol v2 over HTTP and serves one model whose
 * answers are a known function of the question. It can be killed, started again at the same port,
 * made slow, and made to serve something else.
 */
public final class FakeModelServer implements AutoCloseable {

    /** Hash of the artifact that it says it serves. */
    public static final String SHA256 = "5e".repeat(32);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADER_LENGTH = "Inference-Header-Content-Length";

    private final Map<String, String> properties = new HashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger probes = new AtomicInteger();
    private final boolean binary;

    private volatile String version = "1";
    private volatile int status = 200;
    private volatile long lookback = 120;
    private volatile double spread = 0.002;
    private volatile @Nullable String token;
    private volatile @Nullable CountDownLatch held;
    private int port;
    private @Nullable HttpServer http;
    private @Nullable ExecutorService threads;

    /**
     * A server at any free port of loopback, not started yet.
     *
     * @param binary whether it takes and gives binary tensors
     */
    public FakeModelServer(boolean binary) {
        this.binary = binary;
        properties.put("sha256", SHA256);
    }

    /** What the model says: a function of the newest bar's inputs and of nothing else. */
    public static double median(float[] newestRow, long symbol) {
        double sum = symbol;
        for (float value : newestRow) {
            sum += value;
        }
        return (float) (0.01 * Math.sin(1_000 * sum));
    }

    /** Starts it, at the port that it had before if it ran before. */
    public FakeModelServer start() throws IOException {
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        ExecutorService workers = Executors.newCachedThreadPool();
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
        http = server;
        threads = workers;
        port = server.getAddress().getPort();
        return this;
    }

    /** Lets go of everything at once, questions under way included. */
    public void kill() {
        HttpServer server = http;
        ExecutorService workers = threads;
        if (server != null && workers != null) {
            release();
            server.stop(0);
            workers.shutdownNow();
        }
        http = null;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** How many questions it was asked, those that it refused included. */
    public int questions() {
        return questions.get();
    }

    /** How many probes of its readiness it has answered. */
    public int probes() {
        return probes.get();
    }

    /** Tells something else of itself: {@code definition}, {@code symbols} or {@code sha256}. */
    public FakeModelServer says(String property, String value) {
        properties.put(property, value);
        return this;
    }

    public FakeModelServer servesVersion(String other) {
        version = other;
        return this;
    }

    /** Answers every question with that status; 200 makes it answer again. */
    public FakeModelServer refusesWith(int code) {
        status = code;
        return this;
    }

    /** Says in its metadata that it takes windows of another length. */
    public FakeModelServer servesLookback(long bars) {
        lookback = bars;
        return this;
    }

    /** Half the distance of the outer quantiles; a wide one is an unsure model. */
    public FakeModelServer servesSpread(double half) {
        spread = half;
        return this;
    }

    public FakeModelServer wantsToken(String wanted) {
        token = wanted;
        return this;
    }

    /** Answers nothing until {@link #release}. */
    public FakeModelServer hold() {
        held = new CountDownLatch(1);
        return this;
    }

    public void release() {
        CountDownLatch latch = held;
        if (latch != null) {
            latch.countDown();
        }
        held = null;
    }

    @Override
    public void close() {
        kill();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            String wanted = token;
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (wanted != null && !("Bearer " + wanted).equals(given)) {
                send(exchange, 401, error("token missing or wrong"), null);
            } else if (path.equals("/v2")) {
                ObjectNode server = JSON.createObjectNode().put("name", "fake");
                ArrayNode extensions = server.putArray("extensions");
                if (binary) {
                    extensions.add("binary_tensor_data");
                }
                send(exchange, 200, bytes(server), null);
            } else if (!path.startsWith("/v2/models/tft")) {
                send(exchange, 404, error("unknown model " + path), null);
            } else if (path.endsWith("/ready")) {
                send(exchange, status, new byte[0], null);
                probes.incrementAndGet();
            } else if (path.endsWith("/infer")) {
                infer(exchange, body);
            } else {
                send(exchange, 200, bytes(metadata()), null);
            }
        } catch (InterruptedException killed) {
            Thread.currentThread().interrupt();
        }
    }

    private ObjectNode metadata() {
        ObjectNode metadata = JSON.createObjectNode().put("name", "tft");
        metadata.putArray("versions").add(version);
        metadata.put("platform", "fake");
        ArrayNode inputs = metadata.putArray("inputs");
        spec(inputs, "observed", "FP32", -1, lookback, 16);
        spec(inputs, "known", "FP32", -1, lookback + 3, 4);
        spec(inputs, "symbol", "INT64", -1);
        spec(metadata.putArray("outputs"), "quantiles", "FP32", -1, 3, 3);
        ObjectNode told = metadata.putObject("properties");
        properties.forEach(told::put);
        return metadata;
    }

    private static void spec(ArrayNode tensors, String name, String type, long... shape) {
        ArrayNode dimensions =
                tensors.addObject().put("name", name).put("datatype", type).putArray("shape");
        for (long dimension : shape) {
            dimensions.add(dimension);
        }
    }

    private void infer(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        questions.incrementAndGet();
        CountDownLatch latch = held;
        if (latch != null && !latch.await(60, TimeUnit.SECONDS)) {
            return;
        }
        if (status != 200) {
            send(exchange, status, error("told to refuse"), null);
            return;
        }
        String length = exchange.getRequestHeaders().getFirst(HEADER_LENGTH);
        int header = length == null ? body.length : Integer.parseInt(length);
        JsonNode question = JSON.readTree(body, 0, header);
        Map<String, ByteBuffer> inputs = inputs(question, body, header);
        float[] quantiles = quantiles(inputs);
        ObjectNode answer =
                JSON.createObjectNode()
                        .put("model_name", "tft")
                        .put("model_version", version)
                        .put("id", question.path("id").asText());
        answer.putObject("parameters").put("sha256", properties.get("sha256"));
        ObjectNode output =
                answer.putArray("outputs")
                        .addObject()
                        .put("name", "quantiles")
                        .put("datatype", "FP32");
        output.putArray("shape").add(1).add(3).add(3);
        boolean raw = question.at("/outputs/0/parameters/binary_data").asBoolean(false);
        if (!raw) {
            ArrayNode data = output.putArray("data");
            for (float value : quantiles) {
                data.add(value);
            }
            send(exchange, 200, bytes(answer), null);
            return;
        }
        output.putObject("parameters").put("binary_data_size", quantiles.length * Float.BYTES);
        byte[] document = bytes(answer);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(document);
        byte[] blob = new byte[quantiles.length * Float.BYTES];
        ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(quantiles);
        whole.writeBytes(blob);
        send(exchange, 200, whole.toByteArray(), String.valueOf(document.length));
    }

    private float[] quantiles(Map<String, ByteBuffer> inputs) {
        ByteBuffer observed = inputs.getOrDefault("observed", ByteBuffer.allocate(0));
        float[] newest = new float[16];
        int from = observed.limit() - newest.length * Float.BYTES;
        for (int i = 0; i < newest.length; i++) {
            newest[i] = observed.getFloat(from + i * Float.BYTES);
        }
        double median =
                median(newest, inputs.getOrDefault("symbol", ByteBuffer.allocate(8)).getLong(0));
        float[] quantiles = new float[9];
        for (int horizon = 0; horizon < 3; horizon++) {
            quantiles[3 * horizon] = (float) (median - spread);
            quantiles[3 * horizon + 1] = (float) median;
            quantiles[3 * horizon + 2] = (float) (median + spread);
        }
        return quantiles;
    }

    private static Map<String, ByteBuffer> inputs(JsonNode question, byte[] body, int header) {
        Map<String, ByteBuffer> inputs = new HashMap<>();
        int at = header;
        for (JsonNode input : question.path("inputs")) {
            String name = input.path("name").asText();
            int size = input.path("parameters").path("binary_data_size").asInt(-1);
            if (size >= 0) {
                ByteBuffer data = ByteBuffer.wrap(body, at, size).slice();
                inputs.put(name, data.order(ByteOrder.LITTLE_ENDIAN));
                at += size;
            } else {
                inputs.put(name, numbers(input));
            }
        }
        return inputs;
    }

    private static ByteBuffer numbers(JsonNode input) {
        JsonNode data = input.path("data");
        boolean floats = input.path("datatype").asText().equals("FP32");
        ByteBuffer numbers =
                ByteBuffer.allocate(data.size() * (floats ? Float.BYTES : Long.BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (JsonNode value : data) {
            if (floats) {
                numbers.putFloat((float) value.asDouble());
            } else {
                numbers.putLong(value.asLong());
            }
        }
        return numbers;
    }

    private static byte[] error(String text) {
        return bytes(JSON.createObjectNode().put("error", text));
    }

    private static byte[] bytes(ObjectNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void send(
            HttpExchange exchange, int code, byte[] body, @Nullable String headerLength)
            throws IOException {
        if (headerLength != null) {
            exchange.getResponseHeaders().set(HEADER_LENGTH, headerLength);
        }
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
