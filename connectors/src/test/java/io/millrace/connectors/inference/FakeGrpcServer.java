package io.millrace.connectors.inference;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import inference.GRPCInferenceServiceGrpc;
import inference.GrpcPredictV2.InferParameter;
import inference.GrpcPredictV2.InferTensorContents;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferResponse;
import inference.GrpcPredictV2.ModelMetadataRequest;
import inference.GrpcPredictV2.ModelMetadataResponse;
import inference.GrpcPredictV2.ModelReadyRequest;
import inference.GrpcPredictV2.ModelReadyResponse;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.StreamObserver;
import io.millrace.testkit.FakeModelServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A gRPC server of the protocol whose model says the median of the fake's function. */
final class FakeGrpcServer extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase
        implements AutoCloseable {

    private static final int PROPERTIES = 6;

    private final AtomicReference<@Nullable String> authorization = new AtomicReference<>();
    private final boolean typed;
    private final Server server;

    /**
     * Starts at any free port.
     *
     * @param typed whether it answers with typed contents, as KServe's own server may
     */
    FakeGrpcServer(boolean typed) throws IOException {
        this.typed = typed;
        this.server =
                OkHttpServerBuilder.forPort(0, InsecureServerCredentials.create())
                        .addService(this)
                        .intercept(new Listening())
                        .build()
                        .start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    @Nullable String authorization() {
        return authorization.get();
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> out) {
        out.onNext(
                ModelReadyResponse.newBuilder().setReady(request.getName().equals("tft")).build());
        out.onCompleted();
    }

    @Override
    public void modelMetadata(
            ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> out) {
        if (!request.getName().equals("tft")) {
            out.onError(Status.NOT_FOUND.withDescription("no such model").asException());
            return;
        }
        out.onNext(
                ModelMetadataResponse.newBuilder()
                        .setName("tft")
                        .addVersions("7")
                        .addInputs(spec("observed", "FP32", -1, 120, 16))
                        .addInputs(spec("known", "FP32", -1, 123, 4))
                        .addInputs(spec("symbol", "INT64", -1))
                        .addOutputs(spec("quantiles", "FP32", -1, 3, 3))
                        .setUnknownFields(properties("symbols", "AAPL,MSFT"))
                        .build());
        out.onCompleted();
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> out) {
        ByteBuffer observed = Tensor.over(request.getRawInputContents(0).toByteArray());
        float[] newest = new float[16];
        int from = observed.limit() - newest.length * Float.BYTES;
        for (int i = 0; i < newest.length; i++) {
            newest[i] = observed.getFloat(from + i * Float.BYTES);
        }
        long symbol = Tensor.over(request.getRawInputContents(2).toByteArray()).getLong(0);
        float median = (float) FakeModelServer.median(newest, symbol);
        byte[] data = new byte[9 * Float.BYTES];
        ByteBuffer into = Tensor.over(data);
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        for (int horizon = 0; horizon < 3; horizon++) {
            for (float value : new float[] {median - 0.01f, median, median + 0.01f}) {
                into.putFloat(value);
                contents.addFp32Contents(value);
            }
        }
        ModelInferResponse.InferOutputTensor.Builder output =
                ModelInferResponse.InferOutputTensor.newBuilder()
                        .setName("quantiles")
                        .setDatatype("FP32")
                        .addAllShape(List.of(1L, 3L, 3L));
        ModelInferResponse.Builder answer =
                ModelInferResponse.newBuilder()
                        .setModelName("tft")
                        .setModelVersion("7")
                        .putParameters(
                                "sha256",
                                InferParameter.newBuilder().setStringParam("ab12").build());
        if (typed) {
            answer.addOutputs(output.setContents(contents));
        } else {
            answer.addOutputs(output).addRawOutputContents(ByteString.copyFrom(data));
        }
        out.onNext(answer.build());
        out.onCompleted();
    }

    private static ModelMetadataResponse.TensorMetadata spec(
            String name, String type, long... shape) {
        var spec =
                ModelMetadataResponse.TensorMetadata.newBuilder().setName(name).setDatatype(type);
        for (long dimension : shape) {
            spec.addShape(dimension);
        }
        return spec.build();
    }

    private static UnknownFieldSet properties(String name, String value) {
        UnknownFieldSet pair =
                UnknownFieldSet.newBuilder()
                        .addField(1, text(name))
                        .addField(2, text(value))
                        .build();
        return UnknownFieldSet.newBuilder()
                .addField(
                        PROPERTIES,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(pair.toByteString())
                                .build())
                .build();
    }

    private static UnknownFieldSet.Field text(String text) {
        return UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8(text))
                .build();
    }

    private final class Listening implements ServerInterceptor {

        @Override
        public <A, B> ServerCall.Listener<A> interceptCall(
                ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
            authorization.set(
                    headers.get(
                            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)));
            return next.startCall(call, headers);
        }
    }
}
