package io.millrace.broker.faults;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.millrace.broker.Keys;
import io.netty.channel.Channel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Lets faults strike requests, before they have an effect or after. */
public final class FaultDecorator implements DecoratingHttpServiceFunction {

    private static final String SERVER_ERROR =
            "{\"code\":50010000,\"message\":\"internal server error\"}";
    private static final String TIMED_OUT = "{\"code\":50410000,\"message\":\"request timed out\"}";
    private static final String RATE_LIMITED =
            "{\"code\":42910000,\"message\":\"rate limit exceeded\"}";

    private final Faults faults;

    public FaultDecorator(Faults faults) {
        this.faults = faults;
    }

    @Override
    public HttpResponse serve(HttpService service, ServiceRequestContext ctx, HttpRequest request)
            throws Exception {
        String occasion = ctx.method() + " " + ctx.path();
        boolean stream =
                request.headers().contains(HttpHeaderNames.UPGRADE)
                        || ctx.path().startsWith("/v2/events");
        if (isOurs(ctx.path()) || stream) {
            return service.serve(ctx, request);
        }
        faults.strike(FaultKind.RESTART, occasion);
        Optional<HttpResponse> refusal = refusal(occasion);
        if (refusal.isPresent()) {
            return HttpResponse.of(request.aggregate().thenApply(ignored -> refusal.get()));
        }
        Optional<Faults.Fault> slow = faults.strike(FaultKind.SLOW, occasion);
        return slow.isPresent()
                ? late(slow.get(), service, ctx, request, occasion)
                : answered(service.serve(ctx, request), ctx, occasion);
    }

    /** What Alpaca does not have, and nobody who trades asks for. */
    private static boolean isOurs(String path) {
        return path.startsWith("/admin/") || path.startsWith("/health") || path.equals("/metrics");
    }

    private Optional<HttpResponse> refusal(String occasion) {
        if (faults.strike(FaultKind.UNAUTHORIZED_PAGE, occasion).isPresent()) {
            return Optional.of(Keys.page());
        }
        if (faults.strike(FaultKind.RATE_LIMITED, occasion).isPresent()) {
            return Optional.of(
                    HttpResponse.of(
                            ResponseHeaders.builder(HttpStatus.TOO_MANY_REQUESTS)
                                    .contentType(MediaType.JSON_UTF_8)
                                    .add("x-ratelimit-limit", "200")
                                    .add("x-ratelimit-remaining", "0")
                                    .build(),
                            HttpData.ofUtf8(RATE_LIMITED)));
        }
        return faults.strike(FaultKind.SERVER_ERROR, occasion)
                .map(
                        fault ->
                                HttpResponse.of(
                                        HttpStatus.INTERNAL_SERVER_ERROR,
                                        MediaType.JSON_UTF_8,
                                        SERVER_ERROR));
    }

    private HttpResponse late(
            Faults.Fault fault,
            HttpService service,
            ServiceRequestContext ctx,
            HttpRequest request,
            String occasion) {
        CompletableFuture<HttpResponse> late = new CompletableFuture<>();
        var unused =
                ctx.eventLoop()
                        .schedule(
                                () -> {
                                    try {
                                        late.complete(
                                                answered(
                                                        service.serve(ctx, request),
                                                        ctx,
                                                        occasion));
                                    } catch (Exception e) {
                                        late.completeExceptionally(e);
                                    }
                                },
                                fault.delayMillis(),
                                TimeUnit.MILLISECONDS);
        return HttpResponse.of(late);
    }

    /** The effect has happened by the time that the answer is there; only the answer suffers. */
    private HttpResponse answered(HttpResponse answer, ServiceRequestContext ctx, String occasion) {
        if (faults.strike(FaultKind.ANSWER_LOST, occasion).isPresent()) {
            return HttpResponse.of(
                    answer.aggregate()
                            .thenCompose(
                                    sent -> {
                                        hangUp(ctx);
                                        return new CompletableFuture<HttpResponse>();
                                    }));
        }
        if (faults.strike(FaultKind.GATEWAY_TIMEOUT, occasion).isPresent()) {
            return HttpResponse.of(
                    answer.aggregate()
                            .thenApply(
                                    sent ->
                                            HttpResponse.of(
                                                    HttpStatus.GATEWAY_TIMEOUT,
                                                    MediaType.JSON_UTF_8,
                                                    TIMED_OUT)));
        }
        return answer;
    }

    private static void hangUp(ServiceRequestContext ctx) {
        Channel channel = ctx.log().partial().channel();
        if (channel != null) {
            var unused = channel.close();
        }
    }
}
