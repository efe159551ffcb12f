package io.millrace.connectors.inference;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The protocol over HTTP: binary tensors where the server lists the extension, JSON elsewhere. */
final class RestModelClient implements ModelClient {

    private static final String HEADER_LENGTH = "Inference-Header-Content-Length";
    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType BINARY = MediaType.get("application/octet-stream");

    /** The operator's capacity is the limit; a lower one here would only queue. */
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private static final int IDLE_CONNECTIONS = 64;
    private static final long LONGEST_ANSWER = 64L << 20;

    private final HttpUrl base;
    private final @Nullable String token;
    private final OkHttpClient http;

    /** Whether the server takes binary tensors; absent until it was asked. */
    private final AtomicReference<@Nullable Boolean> binary = new AtomicReference<>();

    RestModelClient(String url, @Nullable String token) {
        this.base = HttpUrl.get(url);
        this.token = token;
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(NO_LIMIT);
        dispatcher.setMaxRequestsPerHost(NO_LIMIT);
        this.http =
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 60_000, MILLISECONDS))
                        // the deadline of the whole call is the only one that counts
                        .connectTimeout(0, MILLISECONDS)
                        .readTimeout(0, MILLISECONDS)
                        .writeTimeout(0, MILLISECONDS)
                        .followRedirects(false)
                        .build();
    }

    @Override
    public CompletableFuture<InferenceAnswer> infer(InferenceRequest request, long deadlineMillis) {
        HttpUrl url = model(request.model(), request.version(), "infer");
        return speaksBinary(deadlineMillis)
                .thenCompose(
                        speaks -> {
                            InferJson.Body body = InferJson.request(request, speaks);
                            Request.Builder post =
                                    request(url)
                                            .post(
                                                    RequestBody.create(
                                                            body.bytes(), speaks ? BINARY : JSON));
                            if (speaks) {
                                post.header(HEADER_LENGTH, String.valueOf(body.headerLength()));
                            }
                            return call(post.build(), deadlineMillis, RestModelClient::answer);
                        });
    }

    @Override
    public CompletableFuture<ModelMetadata> metadata(
            String model, @Nullable String version, long deadlineMillis) {
        return call(
                request(model(model, version, "")).get().build(),
                deadlineMillis,
                response -> InferJson.metadata(successful(response)));
    }

    @Override
    public CompletableFuture<Boolean> ready(
            String model, @Nullable String version, long deadlineMillis) {
        return call(
                request(model(model, version, "ready")).get().build(),
                deadlineMillis,
                // servers differ in the body, and some send none
                Response::isSuccessful);
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private CompletableFuture<Boolean> speaksBinary(long deadlineMillis) {
        Boolean known = binary.get();
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        Request ask = request(base.newBuilder().addPathSegment("v2").build()).get().build();
        return call(
                ask,
                deadlineMillis,
                response -> {
                    boolean speaks = InferJson.listsBinary(successful(response));
                    binary.set(speaks);
                    return speaks;
                });
    }

    private HttpUrl model(String model, @Nullable String version, String verb) {
        HttpUrl.Builder url =
                base.newBuilder()
                        .addPathSegment("v2")
                        .addPathSegment("models")
                        .addPathSegment(model);
        if (version != null) {
            url.addPathSegment("versions").addPathSegment(version);
        }
        return (verb.isEmpty() ? url : url.addPathSegment(verb)).build();
    }

    private Request.Builder request(HttpUrl url) {
        Request.Builder request = new Request.Builder().url(url).header("Accept", "*/*");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static InferenceAnswer answer(Response response) throws IOException {
        String length = response.header(HEADER_LENGTH);
        return InferJson.answer(successful(response), length);
    }

    private static byte[] successful(Response response) throws IOException {
        byte[] body = response.peekBody(LONGEST_ANSWER).bytes();
        if (!response.isSuccessful()) {
            throw ModelFailure.status(response.code(), InferJson.error(body));
        }
        return body;
    }

    private <T> CompletableFuture<T> call(
            Request request, long deadlineMillis, Reading<T> reading) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Call call = http.newCall(request);
        call.timeout().timeout(deadlineMillis, MILLISECONDS);
        call.enqueue(
                new Callback() {
                    @Override
                    public void onResponse(Call done, Response response) {
                        try (response) {
                            result.complete(reading.of(response));
                        } catch (IOException | RuntimeException failure) {
                            result.completeExceptionally(failure(request, failure));
                        }
                    }

                    @Override
                    public void onFailure(Call done, IOException failure) {
                        result.completeExceptionally(failure(request, failure));
                    }
                });
        return result;
    }

    private static ModelFailure failure(Request request, Exception failure) {
        if (failure instanceof ModelFailure known) {
            return known;
        }
        if (failure instanceof RuntimeException) {
            return new ModelFailure(
                    ModelFailure.Kind.UNREADABLE,
                    request.url() + ": " + failure.getMessage(),
                    failure);
        }
        boolean late =
                failure instanceof SocketTimeoutException
                        || failure instanceof InterruptedIOException;
        return new ModelFailure(
                late ? ModelFailure.Kind.DEADLINE : ModelFailure.Kind.UNREACHABLE,
                request.url() + ": " + failure.getMessage(),
                failure);
    }

    private interface Reading<T> {
        T of(Response response) throws IOException;
    }
}
