package io.millrace.broker.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.millrace.broker.Keys;
import io.millrace.broker.Routes;
import io.millrace.broker.exchange.Exchange;
import io.millrace.broker.tape.MarketClock;
import io.millrace.domain.market.Market;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every endpoint of the trading API, behind the keys and the rate limit. */
public final class TradingRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(TradingRoutes.class);

    private static final String RATE_LIMITED =
            "{\"code\":42910000,\"message\":\"rate limit exceeded\"}";

    private final Keys keys;
    private final RateLimit limit;
    private final List<Endpoint> endpoints = new ArrayList<>();

    public TradingRoutes(
            Exchange exchange, MarketClock clock, Market market, Keys keys, RateLimit limit) {
        this.keys = keys;
        this.limit = limit;
        endpoints.addAll(new OrderEndpoints(exchange).all());
        endpoints.addAll(new PositionEndpoints(exchange).all());
        endpoints.addAll(new AccountEndpoints(exchange).all());
        endpoints.addAll(new ActivityEndpoints(exchange).all());
        endpoints.addAll(new MarketEndpoints(exchange, clock, market).all());
    }

    @Override
    public void addTo(ServerBuilder server) {
        for (Endpoint endpoint : endpoints) {
            Route route =
                    Route.builder()
                            .methods(endpoint.method())
                            .regex(endpoint.path().pattern())
                            .build();
            server.service(route, service(endpoint));
        }
    }

    private HttpService service(Endpoint endpoint) {
        return (ctx, request) ->
                HttpResponse.of(
                        request.aggregate()
                                .thenApplyAsync(
                                        whole -> respond(ctx, whole, endpoint),
                                        ctx.blockingTaskExecutor()));
    }

    private HttpResponse respond(
            ServiceRequestContext ctx, AggregatedHttpRequest request, Endpoint endpoint) {
        Optional<HttpResponse> refusal = keys.refusal(request.headers());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        RateLimit.Pass pass = limit.take();
        if (!pass.granted()) {
            return response(429, HttpData.ofUtf8(RATE_LIMITED), pass);
        }
        Answer answer = answer(ctx, request, endpoint);
        return response(answer.status(), content(answer.body()), pass);
    }

    private static Answer answer(
            ServiceRequestContext ctx, AggregatedHttpRequest request, Endpoint endpoint) {
        try {
            QueryParams query =
                    ctx.query() == null
                            ? QueryParams.of()
                            : QueryParams.fromQueryString(ctx.query());
            String id = nameIn(ctx.path(), endpoint);
            return endpoint.handler().answer(new Call(id, query, request.contentUtf8()));
        } catch (ApiError refused) {
            return refused.answer();
        } catch (RuntimeException failed) {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), failed);
            return new Answer(
                    500,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("code", 50010000)
                            .put("message", "internal server error"));
        }
    }

    private static String nameIn(String path, Endpoint endpoint) {
        Matcher matcher = endpoint.path().matcher(path);
        return matcher.matches() && matcher.groupCount() > 0
                ? URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8)
                : "";
    }

    private static HttpData content(@Nullable JsonNode body) {
        return body == null ? HttpData.empty() : HttpData.ofUtf8(body.toString());
    }

    private static HttpResponse response(int status, HttpData content, RateLimit.Pass pass) {
        ResponseHeadersBuilder headers = ResponseHeaders.builder(HttpStatus.valueOf(status));
        headers.add(pass.headers());
        if (!content.isEmpty()) {
            headers.contentType(MediaType.JSON_UTF_8);
        }
        return HttpResponse.of(headers.build(), content);
    }
}
