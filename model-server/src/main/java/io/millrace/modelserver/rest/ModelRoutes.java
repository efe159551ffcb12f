package io.millrace.modelserver.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.millrace.modelserver.ErrorBody;
import io.millrace.modelserver.Refusal;
import io.millrace.modelserver.repository.ModelRepository;
import io.millrace.modelserver.repository.ServedVersion;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Health, metadata, statistics and the repository. */
public final class ModelRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ModelRepository models;
    private final BooleanSupplier ready;

    /**
     * Routes over models.
     *
     * @param ready whether the server takes requests
     */
    public ModelRoutes(ModelRepository models, BooleanSupplier ready) {
        this.models = models;
        this.ready = ready;
    }

    public void addTo(ServerBuilder server) {
        get(server, "/v2/health/live", ctx -> truth("live", true));
        get(server, "/v2/health/ready", ctx -> truth("ready", ready.getAsBoolean()));
        get(server, "/health", ctx -> health());
        get(server, "/v2", ctx -> ok(MetadataJson.server()));
        model(server, "", ctx -> ok(metadata(served(ctx))));
        model(server, "/ready", this::modelReady);
        model(server, "/config", ctx -> ok(MetadataJson.config(served(ctx))));
        model(server, "/stats", ctx -> ok(MetadataJson.statistics(List.of(served(ctx)))));
        get(server, "/v2/models/stats", ctx -> ok(MetadataJson.statistics(models.serving())));
        server.route().post("/v2/repository/index").build(whole(this::index));
        server.route()
                .post("/v2/repository/models/{model}/load")
                .build(whole((ctx, body) -> blocking(ctx, body, ModelRepository::load)));
        server.route()
                .post("/v2/repository/models/{model}/unload")
                .build(whole((ctx, body) -> blocking(ctx, body, ModelRepository::unload)));
    }

    /** An answer that needs no more than the path. */
    private interface Lookup {
        HttpResponse answer(ServiceRequestContext ctx);
    }

    /** An answer to a whole body. */
    private interface Command {
        HttpResponse answer(ServiceRequestContext ctx, JsonNode body);
    }

    private static void get(ServerBuilder server, String path, Lookup lookup) {
        server.route().get(path).build((ctx, request) -> lookup.answer(ctx));
    }

    private static void model(ServerBuilder server, String more, Lookup lookup) {
        get(server, "/v2/models/{model}" + more, lookup);
        get(server, "/v2/models/{model}/versions/{version}" + more, lookup);
    }

    private ServedVersion served(ServiceRequestContext ctx) {
        return models.find(name(ctx), ctx.pathParams().getOrDefault("version", ""));
    }

    private JsonNode metadata(ServedVersion version) {
        return MetadataJson.model(version, models.versions(version.identity().model()));
    }

    private HttpResponse modelReady(ServiceRequestContext ctx) {
        ServedVersion version = served(ctx);
        if (!ready.getAsBoolean()) {
            throw Refusal.unavailable("Server is not ready");
        }
        return ok(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", version.identity().model())
                        .put("ready", true));
    }

    private HttpResponse health() {
        boolean isReady = ready.getAsBoolean();
        return json(
                isReady ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("status", isReady ? "ready" : "draining")
                        .put("device", models.device())
                        .put("versions", models.serving().size()));
    }

    private HttpResponse index(ServiceRequestContext ctx, JsonNode body) {
        boolean onlyReady = body.path("ready").asBoolean(false);
        return ok(
                MetadataJson.index(
                        models.index().stream()
                                .filter(one -> !onlyReady || one.isReady())
                                .toList()));
    }

    /** Loading takes as long as a model needs to warm up, which no event loop may wait for. */
    private HttpResponse blocking(
            ServiceRequestContext ctx, JsonNode body, BiConsumer<ModelRepository, String> change) {
        for (String part : List.of("config", "file")) {
            body.path("parameters")
                    .fieldNames()
                    .forEachRemaining(
                            name -> {
                                if (name.startsWith(part)) {
                                    throw Refusal.of(
                                            Refusal.Reason.UNSUPPORTED,
                                            "parameter '"
                                                    + name
                                                    + "' is not supported (expected: the files in"
                                                    + " the model's folder)");
                                }
                            });
        }
        return HttpResponse.of(
                () -> {
                    try {
                        change.accept(models, name(ctx));
                        return json(HttpStatus.OK, JsonNodeFactory.instance.objectNode());
                    } catch (Refusal refused) {
                        return ErrorBody.of(refused);
                    }
                },
                ctx.blockingTaskExecutor());
    }

    private static HttpService whole(Command command) {
        return (ctx, request) -> HttpResponse.of(body(request, ctx, command));
    }

    private static CompletableFuture<HttpResponse> body(
            HttpRequest request, ServiceRequestContext ctx, Command command) {
        return request.aggregate()
                .thenApply(whole -> command.answer(ctx, parsed(whole)))
                .exceptionally(failure -> ErrorBody.of(ErrorBody.refusal(failure)));
    }

    private static JsonNode parsed(AggregatedHttpRequest whole) {
        try {
            byte[] body = whole.content().array();
            return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException e) {
            throw Refusal.invalid("request body (expected: JSON): " + e.getMessage());
        }
    }

    private static String name(ServiceRequestContext ctx) {
        return String.valueOf(ctx.pathParam("model"));
    }

    private static HttpResponse truth(String name, boolean holds) {
        return json(
                holds ? HttpStatus.OK : HttpStatus.BAD_REQUEST,
                JsonNodeFactory.instance.objectNode().put(name, holds));
    }

    private static HttpResponse ok(JsonNode said) {
        return json(HttpStatus.OK, said);
    }

    private static HttpResponse json(HttpStatus status, JsonNode said) {
        return HttpResponse.of(status, MediaType.JSON, said.toString());
    }
}
