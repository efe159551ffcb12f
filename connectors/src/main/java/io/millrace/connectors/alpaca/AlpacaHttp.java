package io.millrace.connectors.alpaca;

import static io.millrace.connectors.alpaca.AlpacaError.Kind.*;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.connectors.alpaca.AlpacaError.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP to Alpaca: questions are repeated when they fail, requests that change something are
 * sent exactly once.
 *
 * <p>Whatever goes wrong is an {@link AlpacaError} that says whether the request can have had an
 * effect. May be used by several threads at once.
 */
public final class AlpacaHttp implements AutoCloseable {

    private static final String KEY_ID = "APCA-API-KEY-ID";
    private static final String KEY_SECRET = "APCA-API-SECRET-KEY";

    /** Where the server's Retry-After goes, see {@link #hidingRetryAfter}. */
    private static final String RETRY_AFTER = "Millrace-Retry-After";

    private static final long PING_MILLIS = 10_000;

    private final AlpacaEndpoint endpoint;
    private final AlpacaKeys.Pair keys;
    private final AlpacaOptions options;
    private final Pace pace;
    private final OkHttpClient client;

    AlpacaHttp(
            AlpacaEndpoint endpoint,
            AlpacaKeys.Pair keys,
            AlpacaOptions options,
            PaperOnlySockets sockets,
            Pace pace) {
        this.endpoint = endpoint;
        this.keys = keys;
        this.options = options;
        this.pace = pace;
        this.client =
                sockets.guard(new OkHttpClient.Builder())
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .connectTimeout(options.connectMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout(options.callMillis(), TimeUnit.MILLISECONDS)
                        .writeTimeout(options.callMillis(), TimeUnit.MILLISECONDS)
                        .callTimeout(options.callMillis(), TimeUnit.MILLISECONDS)
                        .retryOnConnectionFailure(false)
                        .addNetworkInterceptor(
                                chain -> hidingRetryAfter(chain.proceed(chain.request())))
                        .eventListener(new SentListener())
                        .build();
    }

    /**
     * A client of the endpoint; opens no connection yet.
     *
     * @throws IllegalArgumentException when the keys cannot be read
     */
    public static AlpacaHttp open(AlpacaEndpoint endpoint, AlpacaKeys keys, AlpacaOptions options) {
        return new AlpacaHttp(endpoint, keys.read(), options, PaperOnlySockets.system(), Pace.REAL);
    }

    public AlpacaEndpoint endpoint() {
        return endpoint;
    }

    /** For the first message of a stream, which takes the keys in its body. */
    public AlpacaKeys.Pair keys() {
        return keys;
    }

    /** Asks the trading API. */
    public JsonNode get(String path, Map<String, String> query) throws AlpacaError {
        return question(endpoint.trading(), path, query);
    }

    /** Asks the market-data API. */
    public JsonNode getData(String path, Map<String, String> query) throws AlpacaError {
        return question(endpoint.data(), path, query);
    }

    /** Sends once; an answer without a body is a missing node. */
    public JsonNode post(String path, JsonNode body) throws AlpacaError {
        return once("POST", path, Json.body(body));
    }

    /** Sends once; an answer without a body is a missing node. */
    public JsonNode patch(String path, JsonNode body) throws AlpacaError {
        return once("PATCH", path, Json.body(body));
    }

    /** Sends once; an answer without a body is a missing node. */
    public JsonNode delete(String path) throws AlpacaError {
        return once("DELETE", path, null);
    }

    /**
     * Opens a stream of this endpoint, through the same guarded sockets.
     *
     * @param address one of {@link AlpacaEndpoint#tradeUpdates} and {@link
     *     AlpacaEndpoint#marketStream}
     */
    public WebSocket stream(URI address, WebSocketListener listener) {
        String http = address.toString().replaceFirst("^ws", "http");
        return client.newBuilder()
                .callTimeout(0, TimeUnit.MILLISECONDS)
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .pingInterval(PING_MILLIS, TimeUnit.MILLISECONDS)
                .build()
                .newWebSocket(new Request.Builder().url(http).build(), listener);
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private JsonNode question(String base, String path, Map<String, String> query)
            throws AlpacaError {
        HttpUrl.Builder url = HttpUrl.get(base + path).newBuilder();
        query.forEach(url::addQueryParameter);
        Request request = request(url.build()).get().build();
        for (int attempt = 1; ; attempt++) {
            try {
                return call(request);
            } catch (AlpacaError e) {
                if (attempt >= options.attempts()
                        || !isWorthAsking(e)
                        || e.retryAfterMillis() > options.longestPauseMillis()) {
                    throw e;
                }
                pauseAfter(attempt, e);
            }
        }
    }

    /** A fault may pass; a refusal stays one. A page instead of a document comes from a proxy. */
    private static boolean isWorthAsking(AlpacaError error) {
        return switch (error.kind()) {
            case RATE_LIMITED, UNREACHABLE, NO_ANSWER -> true;
            case SERVER_FAULT -> error.status() != 501 && error.status() <= 504;
            case UNAUTHORIZED, FORBIDDEN, NOT_FOUND, INVALID, UNREADABLE -> false;
        };
    }

    private void pauseAfter(int attempt, AlpacaError error) throws AlpacaError {
        double doubled = options.firstPauseMillis() * Math.pow(2, attempt - 1);
        double jittered = doubled * (0.8 + 0.4 * pace.chance());
        long pause = Math.max(Math.round(jittered), error.retryAfterMillis());
        try {
            pace.pause(Math.min(pause, options.longestPauseMillis()));
        } catch (InterruptedIOException e) {
            throw AlpacaError.interrupted(e);
        }
    }

    private JsonNode once(String method, String path, @Nullable RequestBody body)
            throws AlpacaError {
        HttpUrl url = HttpUrl.get(endpoint.trading() + path);
        return call(request(url).method(method, body).build());
    }

    private Request.Builder request(HttpUrl url) {
        return new Request.Builder()
                .url(url)
                .header(KEY_ID, keys.id())
                .header(KEY_SECRET, keys.secret())
                .header("Accept", "application/json")
                .tag(AtomicBoolean.class, new AtomicBoolean());
    }

    private JsonNode call(Request request) throws AlpacaError {
        try (Response response = client.newCall(request).execute()) {
            String body = bounded(response);
            return response.isSuccessful()
                    ? Json.document(body, response.code())
                    : refuse(response, body);
        } catch (AlpacaError e) {
            throw e;
        } catch (IOException e) {
            AtomicBoolean sent = request.tag(AtomicBoolean.class);
            Kind kind = sent != null && !sent.get() ? UNREACHABLE : NO_ANSWER;
            throw new AlpacaError(
                    kind, 0, 0, e.getClass().getSimpleName() + ": " + e.getMessage(), 0, e);
        }
    }

    private static String bounded(Response response) throws IOException {
        if (response.body() == null) {
            return "";
        }
        BufferedSource source = response.body().source();
        if (source.request(Json.LONGEST + 1)) {
            throw AlpacaError.unreadable("an answer of more than " + Json.LONGEST + " bytes");
        }
        return source.readUtf8();
    }

    private JsonNode refuse(Response response, String body) throws AlpacaError {
        int status = response.code();
        Json.Refusal words = Json.refusal(body);
        String text = words == null ? "HTTP " + status + " without Alpaca's words" : words.text();
        Kind kind = kindOf(status, words != null);
        int code = words == null ? 0 : words.code();
        throw new AlpacaError(kind, status, code, text, retryAfter(response), null);
    }

    /**
     * Decides by the status; Alpaca's codes drift.
     *
     * @param spoken whether Alpaca's own error document came with it: a 404 page is a wrong turn on
     *     the way, not the absence of an order
     */
    static Kind kindOf(int status, boolean spoken) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> spoken ? NOT_FOUND : UNREADABLE;
            case 408, 425 -> SERVER_FAULT;
            case 429 -> RATE_LIMITED;
            default -> {
                if (status >= 500) {
                    yield SERVER_FAULT;
                }
                yield status >= 400 ? INVALID : UNREADABLE;
            }
        };
    }

    private long retryAfter(Response response) {
        long after = Json.whole(response.header(RETRY_AFTER));
        if (after > 0) {
            return TimeUnit.SECONDS.toMillis(after);
        }
        long reset = Json.whole(response.header("X-RateLimit-Reset"));
        return response.code() == 429 && reset > 0
                ? Math.max(0, TimeUnit.SECONDS.toMillis(reset) - pace.nowMillis())
                : 0;
    }

    /**
     * OkHttp sends any request again by itself after a 503 with {@code Retry-After: 0}, an order
     * too; it cannot where it does not see the header.
     */
    private static Response hidingRetryAfter(Response response) {
        String after = response.header("Retry-After");
        return after == null
                ? response
                : response.newBuilder()
                        .removeHeader("Retry-After")
                        .header(RETRY_AFTER, after)
                        .build();
    }

    /** Remembers of every request whether its first byte was about to leave. */
    private static final class SentListener extends EventListener {

        @Override
        public void requestHeadersStart(Call call) {
            AtomicBoolean sent = call.request().tag(AtomicBoolean.class);
            if (sent != null) {
                sent.set(true);
            }
        }
    }
}
