package io.millrace.modelserver.bench;

import com.google.protobuf.ByteString;
import com.linecorp.armeria.client.grpc.GrpcClients;
import inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceStub;
import inference.GrpcPredictV2.ModelInferRequest;
import inference.GrpcPredictV2.ModelInferResponse;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Requests with raw tensors over gRPC. */
final class GrpcCaller implements Contender {

    private final GRPCInferenceServiceStub stub;
    private final ModelInferRequest request;
    private final int rows;
    private final int atOnce;

    GrpcCaller(URI server, String model, Question question, int atOnce) {
        this.stub = GrpcClients.newClient("gproto+" + server + "/", GRPCInferenceServiceStub.class);
        this.request = question.grpc(model);
        this.rows = question.rows();
        this.atOnce = atOnce;
    }

    @Override
    public String name() {
        return "server_grpc_batch_" + rows;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int atOnce() {
        return atOnce;
    }

    @Override
    public CompletableFuture<byte[]> ask() {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        stub.modelInfer(
                request,
                new StreamObserver<>() {
                    @Override
                    public void onNext(ModelInferResponse response) {
                        ByteArrayOutputStream outputs = new ByteArrayOutputStream();
                        for (ByteString one : response.getRawOutputContentsList()) {
                            outputs.writeBytes(one.toByteArray());
                        }
                        answer.complete(outputs.toByteArray());
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {}
                });
        return answer;
    }

    @Override
    public void close() {}
}
