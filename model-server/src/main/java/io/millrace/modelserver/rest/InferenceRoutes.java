package io.millrace.modelserver.rest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.encoding.DecodingService;
import io.millrace.modelserver.ErrorBody;
import io.millrace.modelserver.Refusal;
import io.millrace.modelserver.batching.Answer;
import io.millrace.modelserver.batching.Call;
import io.millrace.modelserver.repository.ModelRepository;
import io.millrace.modelserver.repository.ServedVersion;
import io.millrace.modelserver.tensor.Datatype;
import io.millrace.modelserver.tensor.Shape;
import io.millrace.modelserver.tensor.Tensor;
import io.millrace.modelserver.tensor.TensorSpec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/** {@code POST /v2/models/{model}/infer}, with JSON and with binary tensors. */
public final class InferenceRoutes {

    private final ModelRepository models;
    private final long maxElements;

    public InferenceRoutes(ModelRepository models, long maxElements) {
        this.models = models;
        this.maxElements = maxElements;
    }

    public void addTo(ServerBuilder server) {
        server.route()
                .post("/v2/models/{model}/infer")
                .post("/v2/models/{model}/versions/{version}/infer")
                .decorator(DecodingService.newDecorator())
                .build(this::serve);
    }

    private HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        return HttpResponse.of(
                request.aggregate()
                        .thenCompose(whole -> answered(ctx, whole))
                        .exceptionally(failure -> ErrorBody.of(ErrorBody.refusal(failure))));
    }

    private CompletableFuture<HttpResponse> answered(
            ServiceRequestContext ctx, AggregatedHttpRequest request) {
        RestCall asked = read(ctx, request);
        CompletableFuture<Answer> answer = models.infer(asked.call());
        // a caller who left needs no run
        CompletableFuture<?> unused =
                ctx.whenRequestCancelled().thenAccept(cause -> answer.cancel(false));
        // the thread that ran the model goes on to the next run
        return answer.thenApplyAsync(given -> ResponseBody.of(given, asked), ctx.eventLoop());
    }

    private RestCall read(ServiceRequestContext ctx, AggregatedHttpRequest request) {
        String model = String.valueOf(ctx.pathParam("model"));
        String version = ctx.pathParams().getOrDefault("version", "");
        byte[] body = request.content().array();
        String said = request.headers().get(ResponseBody.JSON_LENGTH);
        if (said == null) {
            return RequestBody.read(body, body.length, model, version, maxElements);
        }
        int jsonBytes = said.matches("[0-9]{1,9}") ? Integer.parseInt(said) : -1;
        if (jsonBytes < 0 || jsonBytes > body.length) {
            throw Refusal.invalid(
                    "inference header size should be in range (0, "
                            + body.length
                            + "), got: "
                            + said);
        }
        return jsonBytes == 0
                ? raw(body, model, version)
                : RequestBody.read(body, jsonBytes, model, version, maxElements);
    }

    /** A body without JSON: the one input of the model, as one row. */
    private RestCall raw(byte[] body, String model, String version) {
        ServedVersion served = models.find(model, version);
        if (served.inputs().size() != 1) {
            throw Refusal.invalid(
                    "a raw request needs a model with 1 input, '"
                            + model
                            + "' has "
                            + served.inputs().size());
        }
        TensorSpec input = served.inputs().get(0);
        Shape row = input.shape().startsOpen() ? input.shape().withRows(1) : input.shape();
        long open = row.isFixedFrom(0) ? 1 : openLength(row, input, body.length);
        Shape shape = input.datatype() == Datatype.BYTES ? Shape.of(1) : row.closedWith(open);
        Tensor tensor =
                Tensor.checked(
                        input.name(),
                        input.datatype(),
                        RequestBody.limited(shape, input.name(), maxElements),
                        ByteBuffer.wrap(body));
        return new RestCall(
                new Call(model, version, "", List.of(tensor), List.of(), 0, 0), true, Map.of());
    }

    private static long openLength(Shape row, TensorSpec input, int bytes) {
        long[] open = LongStream.of(row.dimensions()).filter(one -> one == Shape.OPEN).toArray();
        long unit = row.closedWith(1).elements() * input.datatype().width();
        if (open.length > 1 || unit == 0) {
            throw Refusal.invalid(
                    "a raw request needs an input with at most 1 open dimension, '"
                            + input.name()
                            + "' has shape "
                            + input.shape());
        }
        return bytes / unit;
    }
}
