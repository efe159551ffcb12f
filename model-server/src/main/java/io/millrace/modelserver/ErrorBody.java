package io.millrace.modelserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures as the protocol says them: a status, and {@code {"error": "..."}}. */
public final class ErrorBody implements ServerErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorBody.class);

    /** The answer for a refusal. */
    public static HttpResponse of(Refusal refusal) {
        return HttpResponse.of(
                HttpStatus.valueOf(refusal.reason().httpStatus()),
                MediaType.JSON_UTF_8,
                body(refusal.getMessage()));
    }

    /** What a caller is told of a failure, whatever it was. */
    public static Refusal refusal(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Refusal known) {
            return known;
        }
        if (cause instanceof TimeoutException) {
            return Refusal.unavailable("Request timeout expired");
        }
        if (cause instanceof ContentTooLargeException large) {
            return Refusal.of(Refusal.Reason.TOO_LARGE, tooLarge(large.maxContentLength()));
        }
        LOG.error("a request failed", cause);
        return Refusal.of(Refusal.Reason.INTERNAL, "the server failed: " + cause);
    }

    @Override
    public HttpResponse onServiceException(ServiceRequestContext ctx, Throwable cause) {
        if (cause instanceof HttpStatusException || cause instanceof HttpResponseException) {
            return ServerErrorHandler.ofDefault().onServiceException(ctx, cause);
        }
        return of(refusal(cause));
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext ctx,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        String message =
                status.equals(HttpStatus.REQUEST_ENTITY_TOO_LARGE)
                        ? tooLarge(config.maxRequestLength())
                        : status.reasonPhrase();
        return AggregatedHttpResponse.of(status, MediaType.JSON_UTF_8, body(message));
    }

    private static String tooLarge(long limit) {
        return "request body is too long (expected: at most " + limit + " bytes)";
    }

    private static String body(String message) {
        return JsonNodeFactory.instance.objectNode().put("error", message).toString();
    }
}
