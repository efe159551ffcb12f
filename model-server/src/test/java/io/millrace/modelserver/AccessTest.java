package io.millrace.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.grpc.GrpcClients;
import inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import inference.GrpcPredictV2.ModelMetadataRequest;
import inference.GrpcPredictV2.ServerReadyRequest;
import io.grpc.Status;
import io.millrace.modelserver.Visitor.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token, the limits of a request, and what is counted. */
class AccessTest {

    @TempDir private Path models;

    @BeforeEach
    void model() throws Exception {
        OnnxFiles.put(models, "plus", 1, OnnxFiles.plus(1));
    }

    @Test
    void withoutTheTokenOnlyHealthIsTold() throws Exception {
        ServerOptions options = ServerOptions.local(models).withToken("s3cret");
        try (ModelServer server = ModelServer.start(options)) {
            Visitor visitor = new Visitor(server.uri());

            Reply refused = visitor.get("/v2/models/plus");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.error())
                    .isEqualTo("authorization (expected: Bearer and the token of this server)");
            assertThat(visitor.get("/v2/health/ready").status()).isEqualTo(200);
            assertThat(status(visitor, "Bearer wrong")).isEqualTo(401);
            assertThat(status(visitor, "Bearer s3cret")).isEqualTo(200);
            assertThat(options.toString()).doesNotContain("s3cret");

            String address = "gproto+" + server.uri() + "/";
            GRPCInferenceServiceBlockingStub stranger =
                    GrpcClients.newClient(address, GRPCInferenceServiceBlockingStub.class);
            ModelMetadataRequest asked = ModelMetadataRequest.newBuilder().setName("plus").build();
            assertThatThrownBy(() -> stranger.modelMetadata(asked))
                    .satisfies(
                            e ->
                                    assertThat(Status.fromThrowable(e).getCode())
                                            .isEqualTo(Status.Code.UNAUTHENTICATED));
            assertThat(stranger.serverReady(ServerReadyRequest.getDefaultInstance()).getReady())
                    .isTrue();
            GRPCInferenceServiceBlockingStub known =
                    GrpcClients.builder(address)
                            .setHeader("authorization", "Bearer s3cret")
                            .build(GRPCInferenceServiceBlockingStub.class);
            assertThat(known.modelMetadata(asked).getName()).isEqualTo("plus");
        }
    }

    @Test
    void aRequestBeyondTheLimitsIsRefusedByName() throws Exception {
        ServerOptions options =
                ServerOptions.local(models).withLimits(new ServerOptions.Limits(1000, 9, 1));
        try (ModelServer server = ModelServer.start(options)) {
            Visitor visitor = new Visitor(server.uri());

            Reply endless = visitor.post("/v2/models/plus/infer", " ".repeat(2000));
            assertThat(endless.status()).isEqualTo(413);
            assertThat(endless.error()).contains("at most 1000 bytes");
            Reply wide =
                    visitor.infer("plus", Visitor.floats("x", new long[] {4, 3}, new float[12]));
            assertThat(wide.error())
                    .isEqualTo("shape of input 'x': [4,3] (expected: at most 9 elements)");
            assertThat(
                            visitor.infer(
                                            "plus",
                                            Visitor.floats("x", new long[] {3, 3}, new float[9]))
                                    .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void metricsHaveTritonsNamesAndMeanings() throws Exception {
        try (ModelServer server = ModelServer.start(ServerOptions.local(models))) {
            Visitor visitor = new Visitor(server.uri());
            for (int i = 0; i < 3; i++) {
                assertThat(
                                visitor.infer(
                                                "plus",
                                                Visitor.floats(
                                                        "x", new long[] {2, 3}, new float[6]))
                                        .status())
                        .isEqualTo(200);
            }

            assertThat(visitor.page("/metrics"))
                    .contains(
                            "nv_inference_request_success{model=\"plus\",version=\"1\"} 3\n",
                            "nv_inference_count{model=\"plus\",version=\"1\"} 6\n",
                            "nv_inference_exec_count{model=\"plus\",version=\"1\"} 3\n",
                            "nv_inference_pending_request_count{model=\"plus\",version=\"1\"} 0\n",
                            "nv_inference_request_failure{model=\"plus\",version=\"1\",reason=\"REJECTED\"} 0\n",
                            "# TYPE nv_inference_queue_duration_us counter\n",
                            "device=\"cpu\"} 1\n");
            assertThat(
                            visitor.get("/v2/models/plus/stats")
                                    .body()
                                    .path("model_stats")
                                    .path(0)
                                    .path("inference_count")
                                    .asInt())
                    .isEqualTo(6);
        }
    }

    private static int status(Visitor visitor, String authorization) throws Exception {
        HttpRequest request =
                visitor.request("/v2/models/plus").header("Authorization", authorization).build();
        HttpResponse<byte[]> answer = visitor.send(request);
        return answer.statusCode();
    }
}
