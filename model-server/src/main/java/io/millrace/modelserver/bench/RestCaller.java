package io.millrace.modelserver.bench;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Requests with binary tensors over HTTP/1.1. */
final class RestCaller implements Contender {

    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private final String name;
    private final WebClient client;
    private final RequestHeaders headers;
    private final HttpData body;
    private final int rows;
    private final int atOnce;

    RestCaller(String name, URI server, String model, Question question, int atOnce) {
        this.name = name + "_batch_" + question.rows();
        this.client = WebClient.of("h1c://" + server.getAuthority());
        this.headers =
                RequestHeaders.builder(HttpMethod.POST, "/v2/models/" + model + "/infer")
                        .addInt(JSON_LENGTH, question.restHead().length)
                        .build();
        this.body = HttpData.wrap(question.restBody());
        this.rows = question.rows();
        this.atOnce = atOnce;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int atOnce() {
        return atOnce;
    }

    @Override
    public CompletableFuture<byte[]> ask() {
        return client.execute(HttpRequest.of(headers, body))
                .aggregate()
                .thenApply(RestCaller::outputs);
    }

    private static byte[] outputs(AggregatedHttpResponse response) {
        if (!response.status().equals(HttpStatus.OK)) {
            throw new IllegalStateException(response.status() + " " + response.contentUtf8());
        }
        byte[] whole = response.content().array();
        return Arrays.copyOfRange(
                whole, response.headers().getInt(JSON_LENGTH, whole.length), whole.length);
    }

    @Override
    public void close() {}
}
