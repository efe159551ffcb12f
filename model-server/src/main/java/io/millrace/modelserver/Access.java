package io.millrace.modelserver;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/**
 * Lets those in who show the token. Health is for everybody: what asks for it, a load balancer, has
 * no token.
 */
final class Access implements DecoratingHttpServiceFunction {

    private static final Set<String> OPEN =
            Set.of(
                    "/health",
                    "/v2/health/live",
                    "/v2/health/ready",
                    "/inference.GRPCInferenceService/ServerLive",
                    "/inference.GRPCInferenceService/ServerReady",
                    "/grpc.health.v1.Health/Check",
                    "/grpc.health.v1.Health/Watch");

    private final byte[] expected;

    Access(String token) {
        this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public HttpResponse serve(HttpService next, ServiceRequestContext ctx, HttpRequest request)
            throws Exception {
        if (OPEN.contains(ctx.path())) {
            return next.serve(ctx, request);
        }
        String shown = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
        // takes equally long wherever the two differ
        if (MessageDigest.isEqual(expected, shown.getBytes(StandardCharsets.UTF_8))) {
            return next.serve(ctx, request);
        }
        return ErrorBody.of(
                Refusal.of(
                        Refusal.Reason.UNAUTHENTICATED,
                        "authorization (expected: Bearer and the token of this server)"));
    }
}
