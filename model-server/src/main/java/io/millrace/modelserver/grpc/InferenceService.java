package io.millrace.modelserver.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import com.linecorp.armeria.server.ServiceRequestContext;
import inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import inference.GrpcPredictV2.InferParameter;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferRequest.InferInputTensor;
import inference.GrpcPredictV2.ModelInferRequest.InferRequestedOutputTensor;
import inference.GrpcPredictV2.ModelInferResponse;
import inference.GrpcPredictV2.ModelInferResponse.InferOutputTensor;
import inference.GrpcPredictV2.ModelMetadataRequest;
import inference.GrpcPredictV2.ModelMetadataResponse;
import inference.GrpcPredictV2.ModelMetadataResponse.TensorMetadata;
import inference.GrpcPredictV2.ModelReadyRequest;
import inference.GrpcPredictV2.ModelReadyResponse;
import inference.GrpcPredictV2.ServerLiveRequest;
import inference.GrpcPredictV2.ServerLiveResponse;
import inference.GrpcPredictV2.ServerMetadataRequest;
import inference.GrpcPredictV2.ServerMetadataResponse;
import inference.GrpcPredictV2.ServerReadyRequest;
import inference.GrpcPredictV2.ServerReadyResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.millrace.modelserver.ErrorBody;
import io.millrace.modelserver.Refusal;
import io.millrace.modelserver.ServerIdentity;
import io.millrace.modelserver.batching.Answer;
import io.millrace.modelserver.batching.Call;
import io.millrace.modelserver.repository.ModelRepository;
import io.millrace.modelserver.repository.ServedVersion;
import io.millrace.modelserver.tensor.Datatype;
import io.millrace.modelserver.tensor.Shape;
import io.millrace.modelserver.tensor.Tensor;
import io.millrace.modelserver.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The protocol's gRPC service; answers are always raw bytes, which every client reads. */
public final class InferenceService extends GRPCInferenceServiceImplBase {

    /** Where newer versions of the protocol have what a model says of itself. */
    private static final int PROPERTIES = 6;

    private final ModelRepository models;
    private final BooleanSupplier ready;
    private final long maxElements;

    /**
     * A service over models.
     *
     * @param ready whether the server takes requests
     * @param maxElements of one tensor
     */
    public InferenceService(ModelRepository models, BooleanSupplier ready, long maxElements) {
        this.models = models;
        this.ready = ready;
        this.maxElements = maxElements;
    }

    @Override
    public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> to) {
        give(to, () -> ServerLiveResponse.newBuilder().setLive(true).build());
    }

    @Override
    public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> to) {
        give(to, () -> ServerReadyResponse.newBuilder().setReady(ready.getAsBoolean()).build());
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> to) {
        give(
                to,
                () -> {
                    models.find(request.getName(), request.getVersion());
                    return ModelReadyResponse.newBuilder().setReady(ready.getAsBoolean()).build();
                });
    }

    @Override
    public void serverMetadata(
            ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> to) {
        give(
                to,
                () ->
                        ServerMetadataResponse.newBuilder()
                                .setName(ServerIdentity.NAME)
                                .setVersion(ServerIdentity.version())
                                .addAllExtensions(ServerIdentity.EXTENSIONS)
                                .build());
    }

    @Override
    public void modelMetadata(
            ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> to) {
        give(
                to,
                () -> {
                    ServedVersion version = models.find(request.getName(), request.getVersion());
                    return ModelMetadataResponse.newBuilder()
                            .setName(version.identity().model())
                            .addAllVersions(models.versions(version.identity().model()))
                            .setPlatform(ServerIdentity.PLATFORM)
                            .addAllInputs(said(version.inputs()))
                            .addAllOutputs(said(version.outputs()))
                            .setUnknownFields(properties(version.parameters()))
                            .build();
                });
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> to) {
        CompletableFuture<Answer> answer;
        try {
            answer = models.infer(call(request));
        } catch (RuntimeException e) {
            to.onError(status(e));
            return;
        }
        // a caller who left needs no run
        ((ServerCallStreamObserver<ModelInferResponse>) to)
                .setOnCancelHandler(() -> answer.cancel(false));
        // the thread that ran the model goes on to the next run
        CompletableFuture<?> unused =
                answer.whenCompleteAsync(
                        (given, failure) -> {
                            if (failure == null) {
                                to.onNext(response(given));
                                to.onCompleted();
                            } else if (!(failure instanceof CancellationException)) {
                                to.onError(status(failure));
                            }
                        },
                        ServiceRequestContext.current().eventLoop());
    }

    private Call call(ModelInferRequest request) {
        List<ByteString> raw = request.getRawInputContentsList();
        if (!raw.isEmpty() && raw.size() != request.getInputsCount()) {
            throw Refusal.invalid(
                    "raw_input_contents holds "
                            + raw.size()
                            + " tensors for model '"
                            + request.getModelName()
                            + "' (expected: "
                            + request.getInputsCount()
                            + ", one for each input)");
        }
        List<Tensor> inputs = new ArrayList<>(request.getInputsCount());
        for (int i = 0; i < request.getInputsCount(); i++) {
            InferInputTensor input = request.getInputs(i);
            inputs.add(tensor(input, raw.isEmpty() ? null : raw.get(i), request.getModelName()));
        }
        Map<String, InferParameter> parameters = request.getParametersMap();
        return new Call(
                request.getModelName(),
                request.getModelVersion(),
                request.getId(),
                inputs,
                request.getOutputsList().stream().map(InferenceService::output).toList(),
                whole(parameters, "priority"),
                whole(parameters, "timeout"));
    }

    private Tensor tensor(InferInputTensor input, @Nullable ByteString raw, String model) {
        String name = input.getName();
        refuse(input.getParametersMap(), "shared_memory_region", name);
        Datatype datatype = Datatype.named(input.getDatatype(), name);
        long[] dimensions = input.getShapeList().stream().mapToLong(Long::longValue).toArray();
        Shape shape = Shape.of(dimensions);
        for (long dimension : dimensions) {
            if (dimension < 0) {
                throw Refusal.invalid(
                        "shape of input '" + name + "': " + shape + " (expected: numbers >= 0)");
            }
        }
        if (shape.elements() > maxElements) {
            throw Refusal.invalid(
                    "shape of input '"
                            + name
                            + "': "
                            + shape
                            + " (expected: at most "
                            + maxElements
                            + " elements)");
        }
        if (raw == null) {
            return TypedContents.read(name, datatype, shape, input.getContents());
        }
        if (input.hasContents()) {
            throw Refusal.invalid(
                    "contents field must not be specified when using raw_input_contents for '"
                            + name
                            + "' for model '"
                            + model
                            + "'");
        }
        return Tensor.checked(name, datatype, shape, raw.asReadOnlyByteBuffer());
    }

    private static String output(InferRequestedOutputTensor asked) {
        refuse(asked.getParametersMap(), "classification", asked.getName());
        refuse(asked.getParametersMap(), "shared_memory_region", asked.getName());
        return asked.getName();
    }

    private static void refuse(Map<String, InferParameter> parameters, String name, String tensor) {
        if (parameters.containsKey(name)) {
            throw Refusal.of(
                    Refusal.Reason.UNSUPPORTED,
                    "tensor '" + tensor + "': parameter '" + name + "' is not supported");
        }
    }

    private static long whole(Map<String, InferParameter> parameters, String name) {
        InferParameter value = parameters.get(name);
        if (value == null) {
            return 0;
        }
        return switch (value.getParameterChoiceCase()) {
            case INT64_PARAM -> value.getInt64Param();
            case PARAMETERCHOICE_NOT_SET -> unsigned(value);
            default -> throw Refusal.invalid("parameter '" + name + "' (expected: a whole number)");
        };
    }

    /** Triton's clients write priorities as the unsigned number that the older protocol lacks. */
    private static long unsigned(InferParameter value) {
        List<Long> numbers = value.getUnknownFields().getField(5).getVarintList();
        return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    }

    private static ModelInferResponse response(Answer answer) {
        ModelInferResponse.Builder response =
                ModelInferResponse.newBuilder()
                        .setModelName(answer.model())
                        .setModelVersion(answer.version())
                        .setId(answer.id())
                        .putParameters("device", text(answer.device()))
                        .putParameters("sha256", text(answer.sha256()));
        for (Tensor output : answer.outputs()) {
            InferOutputTensor.Builder head =
                    InferOutputTensor.newBuilder()
                            .setName(output.name())
                            .setDatatype(output.datatype().name());
            for (long dimension : output.shape().dimensions()) {
                head.addShape(dimension);
            }
            response.addOutputs(head);
            response.addRawOutputContents(UnsafeByteOperations.unsafeWrap(output.reading()));
        }
        return response.build();
    }

    private static InferParameter text(String value) {
        return InferParameter.newBuilder().setStringParam(value).build();
    }

    private static List<TensorMetadata> said(List<TensorSpec> specs) {
        List<TensorMetadata> all = new ArrayList<>();
        for (TensorSpec spec : specs) {
            TensorMetadata.Builder one =
                    TensorMetadata.newBuilder()
                            .setName(spec.name())
                            .setDatatype(spec.datatype().name());
            for (long dimension : spec.shape().dimensions()) {
                one.addShape(dimension);
            }
            all.add(one.build());
        }
        return all;
    }

    /** The protocol's map of properties, field 6, which the generated classes do not have. */
    private static UnknownFieldSet properties(Map<String, String> properties) {
        UnknownFieldSet.Field.Builder entries = UnknownFieldSet.Field.newBuilder();
        properties.forEach(
                (name, value) ->
                        entries.addLengthDelimited(
                                UnknownFieldSet.newBuilder()
                                        .addField(1, utf8(name))
                                        .addField(2, utf8(value))
                                        .build()
                                        .toByteString()));
        return UnknownFieldSet.newBuilder().addField(PROPERTIES, entries.build()).build();
    }

    private static UnknownFieldSet.Field utf8(String text) {
        return UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8(text))
                .build();
    }

    private static <T> void give(StreamObserver<T> to, Supplier<T> answer) {
        T given;
        try {
            given = answer.get();
        } catch (RuntimeException e) {
            to.onError(status(e));
            return;
        }
        to.onNext(given);
        to.onCompleted();
    }

    private static StatusRuntimeException status(Throwable failure) {
        Refusal refusal = ErrorBody.refusal(failure);
        Status status =
                switch (refusal.reason()) {
                    case INVALID -> Status.INVALID_ARGUMENT;
                    case UNAUTHENTICATED -> Status.UNAUTHENTICATED;
                    case NOT_FOUND -> Status.NOT_FOUND;
                    case TOO_LARGE -> Status.RESOURCE_EXHAUSTED;
                    case INTERNAL -> Status.INTERNAL;
                    case UNSUPPORTED -> Status.UNIMPLEMENTED;
                    case UNAVAILABLE -> Status.UNAVAILABLE;
                };
        return status.withDescription(refusal.getMessage()).asRuntimeException();
    }
}
