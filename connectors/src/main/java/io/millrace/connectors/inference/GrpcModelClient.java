package io.millrace.connectors.inference;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import inference.GRPCInferenceServiceGrpc;
import inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceStub;
import inference.GrpcPredictV2.InferParameter;
import inference.GrpcPredictV2.InferTensorContents;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferResponse;
import inference.GrpcPredictV2.ModelMetadataRequest;
import inference.GrpcPredictV2.ModelMetadataResponse;
import inference.GrpcPredictV2.ModelReadyRequest;
import inference.GrpcPredictV2.ModelReadyResponse;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The protocol over gRPC: tensors travel raw, and answers are read raw or typed. */
final class GrpcModelClient implements ModelClient {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final int LONGEST_ANSWER = 64 << 20;

    /** Where the protocol has a model's properties and the generated classes do not. */
    private static final int PROPERTIES = 6;

    private final ManagedChannel channel;
    private final GRPCInferenceServiceStub stub;

    GrpcModelClient(String url, @Nullable String token) {
        URI uri = URI.create(url);
        boolean secure = "https".equals(uri.getScheme());
        int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
        OkHttpChannelBuilder builder =
                OkHttpChannelBuilder.forAddress(uri.getHost(), port)
                        .maxInboundMessageSize(LONGEST_ANSWER)
                        // every question is sent once
                        .disableRetry();
        this.channel = (secure ? builder : builder.usePlaintext()).build();
        GRPCInferenceServiceStub plain = GRPCInferenceServiceGrpc.newStub(channel);
        if (token == null) {
            this.stub = plain;
        } else {
            Metadata headers = new Metadata();
            headers.put(AUTHORIZATION, "Bearer " + token);
            this.stub = plain.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
        }
    }

    @Override
    public CompletableFuture<InferenceAnswer> infer(InferenceRequest request, long deadlineMillis) {
        ModelInferRequest.Builder message =
                ModelInferRequest.newBuilder()
                        .setModelName(request.model())
                        .setModelVersion(text(request.version()))
                        .setId(request.id());
        for (Tensor tensor : request.inputs()) {
            message.addInputs(
                    ModelInferRequest.InferInputTensor.newBuilder()
                            .setName(tensor.name())
                            .setDatatype(tensor.type().name())
                            .addAllShape(tensor.shape()));
            message.addRawInputContents(ByteString.copyFrom(tensor.data()));
        }
        for (String output : request.outputs()) {
            message.addOutputs(
                    ModelInferRequest.InferRequestedOutputTensor.newBuilder().setName(output));
        }
        return this.<ModelInferResponse>call(
                        deadlineMillis,
                        (within, observer) -> within.modelInfer(message.build(), observer))
                .thenApply(GrpcModelClient::answer);
    }

    @Override
    public CompletableFuture<ModelMetadata> metadata(
            String model, @Nullable String version, long deadlineMillis) {
        ModelMetadataRequest message =
                ModelMetadataRequest.newBuilder().setName(model).setVersion(text(version)).build();
        return this.<ModelMetadataResponse>call(
                        deadlineMillis,
                        (within, observer) -> within.modelMetadata(message, observer))
                .thenApply(GrpcModelClient::metadata);
    }

    @Override
    public CompletableFuture<Boolean> ready(
            String model, @Nullable String version, long deadlineMillis) {
        // it would wait up to two minutes before it looks again
        channel.resetConnectBackoff();
        ModelReadyRequest message =
                ModelReadyRequest.newBuilder().setName(model).setVersion(text(version)).build();
        return this.<ModelReadyResponse>call(
                        deadlineMillis, (within, observer) -> within.modelReady(message, observer))
                .thenApply(ModelReadyResponse::getReady);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private <T> CompletableFuture<T> call(
            long deadlineMillis, BiConsumer<GRPCInferenceServiceStub, StreamObserver<T>> method) {
        CompletableFuture<T> result = new CompletableFuture<>();
        method.accept(
                stub.withDeadlineAfter(deadlineMillis, TimeUnit.MILLISECONDS),
                new StreamObserver<>() {
                    @Override
                    public void onNext(T answer) {
                        result.complete(answer);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        result.completeExceptionally(failure(failure));
                    }

                    @Override
                    public void onCompleted() {
                        result.completeExceptionally(
                                ModelFailure.unreadable("no message (expected: one)"));
                    }
                });
        return result;
    }

    private static ModelFailure failure(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        ModelFailure.Kind kind =
                switch (status.getCode()) {
                    case UNAVAILABLE -> ModelFailure.Kind.UNREACHABLE;
                    case DEADLINE_EXCEEDED -> ModelFailure.Kind.DEADLINE;
                    case RESOURCE_EXHAUSTED -> ModelFailure.Kind.OVERLOADED;
                    case NOT_FOUND -> ModelFailure.Kind.UNKNOWN_MODEL;
                    case UNAUTHENTICATED, PERMISSION_DENIED -> ModelFailure.Kind.UNAUTHORIZED;
                    case INVALID_ARGUMENT, UNIMPLEMENTED, FAILED_PRECONDITION, OUT_OF_RANGE ->
                            ModelFailure.Kind.REFUSED;
                    default -> ModelFailure.Kind.FAULT;
                };
        return new ModelFailure(kind, status.getCode() + " " + status.getDescription(), failure);
    }

    private static InferenceAnswer answer(ModelInferResponse message) {
        List<Tensor> outputs = new ArrayList<>();
        try {
            for (int i = 0; i < message.getOutputsCount(); i++) {
                ModelInferResponse.InferOutputTensor output = message.getOutputs(i);
                DataType type =
                        DataType.named(output.getDatatype())
                                .orElseThrow(
                                        () ->
                                                ModelFailure.unreadable(
                                                        "output "
                                                                + output.getName()
                                                                + ": "
                                                                + output.getDatatype()));
                byte[] data =
                        message.getRawOutputContentsCount() > i
                                ? message.getRawOutputContents(i).toByteArray()
                                : typed(type, output.getContents());
                outputs.add(new Tensor(output.getName(), type, output.getShapeList(), data));
            }
        } catch (ModelFailure failure) {
            throw new CompletionException(failure);
        } catch (IllegalArgumentException misshapen) {
            throw new CompletionException(
                    ModelFailure.unreadable(String.valueOf(misshapen.getMessage())));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        message.getParametersMap().forEach((name, value) -> parameters.put(name, text(value)));
        return new InferenceAnswer(
                message.getModelName(), message.getModelVersion(), parameters, outputs);
    }

    private static byte[] typed(DataType type, InferTensorContents contents) {
        int count =
                switch (type) {
                    case FP32 -> contents.getFp32ContentsCount();
                    case FP64 -> contents.getFp64ContentsCount();
                    case INT32 -> contents.getIntContentsCount();
                    case INT64 -> contents.getInt64ContentsCount();
                };
        byte[] bytes = new byte[count * type.bytes()];
        ByteBuffer data = Tensor.over(bytes);
        for (int i = 0; i < count; i++) {
            switch (type) {
                case FP32 -> data.putFloat(contents.getFp32Contents(i));
                case FP64 -> data.putDouble(contents.getFp64Contents(i));
                case INT32 -> data.putInt(contents.getIntContents(i));
                case INT64 -> data.putLong(contents.getInt64Contents(i));
            }
        }
        return bytes;
    }

    private static ModelMetadata metadata(ModelMetadataResponse message) {
        return new ModelMetadata(
                message.getName(),
                List.copyOf(message.getVersionsList()),
                specs(message.getInputsList()),
                specs(message.getOutputsList()),
                properties(message));
    }

    private static List<TensorSpec> specs(List<ModelMetadataResponse.TensorMetadata> tensors) {
        return tensors.stream()
                .map(one -> new TensorSpec(one.getName(), one.getDatatype(), one.getShapeList()))
                .toList();
    }

    private static Map<String, String> properties(ModelMetadataResponse message) {
        Map<String, String> properties = new LinkedHashMap<>();
        UnknownFieldSet.Field field = message.getUnknownFields().getField(PROPERTIES);
        for (ByteString entry : field.getLengthDelimitedList()) {
            try {
                UnknownFieldSet pair = UnknownFieldSet.parseFrom(entry);
                properties.put(first(pair, 1), first(pair, 2));
            } catch (InvalidProtocolBufferException unreadable) {
                throw new CompletionException(
                        ModelFailure.unreadable("properties: " + unreadable.getMessage()));
            }
        }
        return properties;
    }

    private static String first(UnknownFieldSet pair, int field) {
        List<ByteString> values = pair.getField(field).getLengthDelimitedList();
        return values.isEmpty() ? "" : values.get(0).toStringUtf8();
    }

    private static String text(InferParameter value) {
        return switch (value.getParameterChoiceCase()) {
            case BOOL_PARAM -> String.valueOf(value.getBoolParam());
            case INT64_PARAM -> String.valueOf(value.getInt64Param());
            case STRING_PARAM -> value.getStringParam();
            default -> "";
        };
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
