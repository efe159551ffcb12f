package io.millrace.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A caller that knows the protocol from its pages alone: the JDK's client and Jackson. */
public final class Visitor {

    public static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    public Visitor(URI server) {
        this.server = server;
    }

    /** What came back. */
    public record Reply(int status, JsonNode body) {

        public String error() {
            return body.path("error").asText();
        }

        public float[] floats(int output) {
            JsonNode data = body.path("outputs").path(output).path("data");
            float[] values = new float[data.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = data.path(i).floatValue();
            }
            return values;
        }
    }

    public Reply get(String path) throws IOException, InterruptedException {
        return reply(http.send(request(path).GET().build(), BodyHandlers.ofByteArray()));
    }

    public Reply post(String path, String body) throws IOException, InterruptedException {
        return reply(
                http.send(
                        request(path).POST(BodyPublishers.ofString(body)).build(),
                        BodyHandlers.ofByteArray()));
    }

    public Reply infer(String model, ObjectNode body) throws IOException, InterruptedException {
        return post("/v2/models/" + model + "/infer", body.toString());
    }

    public String page(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofString()).body();
    }

    /** Sends JSON and bytes behind it; the answer's binary part is what {@code data} is given. */
    public HttpResponse<byte[]> binary(String path, String json, byte[] tensors)
            throws IOException, InterruptedException {
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        byte[] body =
                ByteBuffer.allocate(head.length + tensors.length).put(head).put(tensors).array();
        return http.send(
                request(path)
                        .header("Inference-Header-Content-Length", Integer.toString(head.length))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path));
    }

    public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofByteArray());
    }

    /** A request with one input of floats. */
    public static ObjectNode floats(String name, long[] shape, float... values) {
        ObjectNode request = JSON.createObjectNode();
        add(request, name, shape, values);
        return request;
    }

    public static void add(ObjectNode request, String name, long[] shape, float... values) {
        ObjectNode input = request.withArray("inputs").addObject();
        input.put("name", name).put("datatype", "FP32");
        ArrayNode dimensions = input.putArray("shape");
        for (long one : shape) {
            dimensions.add(one);
        }
        ArrayNode data = input.putArray("data");
        for (float one : values) {
            data.add(one);
        }
    }

    public static byte[] bytes(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    public static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    private static Reply reply(HttpResponse<byte[]> answer) throws IOException {
        return new Reply(answer.statusCode(), JSON.readTree(answer.body()));
    }
}
