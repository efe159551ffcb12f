package io.millrace.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.millrace.modelserver.onnx.Accelerator;
import io.millrace.modelserver.onnx.BadModel;
import io.millrace.modelserver.onnx.CudaMissing;
import io.millrace.modelserver.onnx.Device;
import io.millrace.modelserver.repository.ModelRepository;
import io.millrace.modelserver.repository.ModelState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a folder may hold, which of it is served, and what is refused by name. */
class RepositoryTest {

    private static final Accelerator CPU = Accelerator.choose(Device.CPU);

    @TempDir private Path models;

    @Test
    void aBrokenFileIsNamed() throws Exception {
        byte[] whole = OnnxFiles.plus(1).toByteArray();
        Path file = OnnxFiles.put(models, "half", 1, Arrays.copyOf(whole, whole.length / 2));

        assertRefused(file + " (expected: an ONNX model that ONNX Runtime 1.26.0 can run)");
    }

    @Test
    void anOpsetOfTheFutureIsNamed() throws Exception {
        ModelProto future =
                OnnxFiles.plus(1).toBuilder()
                        .clearOpsetImport()
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(99))
                        .build();
        OnnxFiles.put(models, "future", 1, future);

        assertRefused("future/1/model.onnx (expected: an ONNX model", "99");
    }

    @Test
    void aTypeThatCannotBeMadeIsNamed() throws Exception {
        int unsigned = TensorProto.DataType.UINT32.getNumber();
        OnnxFiles.put(models, "unsigned", 1, OnnxFiles.identity(unsigned, -1, 2));

        assertRefused("input 'x' is UINT32 (expected: a type");
    }

    @Test
    void aBatchThatRowsDoNotBearIsNamed() throws Exception {
        OnnxFiles.put(models, "mixing", 1, OnnxFiles.mixing());
        OnnxFiles.config(models, "mixing", "max-batch: 8");

        assertRefused("max-batch: 8 (expected: 0, because rows change one another's output 'y')");
    }

    @Test
    void everyMistakeOfAConfigurationIsToldAtOnce() throws Exception {
        OnnxFiles.put(models, "plus", 1, OnnxFiles.plus(1));
        OnnxFiles.config(
                models,
                "plus",
                "max-batch: many",
                "queue-limit: 0",
                "versions: oldest",
                "surprise: 1",
                "warm-up:",
                "  runs: -1");

        assertRefused(
                "max-batch: many (expected: auto, 0",
                "queue-limit: 0 (expected: >= 1",
                "versions: oldest (expected: latest, latest N, all",
                "warm-up.runs: -1",
                "surprise: not a setting");
    }

    @Test
    void allBadModelsAreToldAtOnce() throws Exception {
        OnnxFiles.put(models, "one", 1, new byte[] {1});
        OnnxFiles.put(models, "two", 4, new byte[] {2});

        assertRefused("one/1/model.onnx", "two/4/model.onnx");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latest   | 10",
                "latest 2 | 9 10",
                "all      | 1 9 10",
                "[1, 9]   | 1 9",
            })
    void thePolicySaysWhichVersionsServe(String policy, String serving) throws Exception {
        for (int version : new int[] {1, 9, 10}) {
            OnnxFiles.put(models, "plus", version, OnnxFiles.plus(version));
        }
        OnnxFiles.config(models, "plus", "versions: " + policy);

        try (ModelRepository repository = ModelRepository.open(models, CPU)) {
            assertThat(String.join(" ", repository.versions("plus"))).isEqualTo(serving);
        }
    }

    @Test
    void aFailedReloadLeavesWhatServed() throws Exception {
        OnnxFiles.put(models, "plus", 1, OnnxFiles.plus(1));
        try (ModelRepository repository = ModelRepository.open(models, CPU)) {
            String before = repository.find("plus", "").identity().sha256();
            OnnxFiles.put(models, "plus", 2, new byte[] {1, 2, 3});

            assertThatThrownBy(() -> repository.load("plus"))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("failed to load 'plus'")
                    .hasMessageContaining("plus/2/model.onnx");

            assertThat(repository.find("plus", "").identity().sha256()).isEqualTo(before);
            assertThat(repository.index())
                    .extracting(ModelState::version, ModelState::state)
                    .containsExactly(tuple("1", "READY"), tuple("2", "UNAVAILABLE"));
            assertThat(repository.index().get(1).reason()).contains("plus/2/model.onnx");
            assertThatThrownBy(() -> repository.find("plus", "2"))
                    .hasMessageContaining("is not at ready state");
        }
    }

    @Test
    void theFolderIsWatched() throws Exception {
        OnnxFiles.put(models, "plus", 1, OnnxFiles.plus(1));
        try (ModelRepository repository = ModelRepository.open(models, CPU)) {
            repository.look();
            OnnxFiles.put(models, "plus", 2, OnnxFiles.plus(2));
            OnnxFiles.put(models, "more", 1, OnnxFiles.plus(3));
            repository.look();
            assertThat(repository.versions("plus"))
                    .as("seen for the first time")
                    .containsExactly("1");
            repository.look();
            assertThat(repository.versions("plus")).containsExactly("2");
            assertThat(repository.versions("more")).containsExactly("1");

            Files.delete(models.resolve("more/1/model.onnx"));
            repository.look();
            repository.look();
            assertThatThrownBy(() -> repository.find("more", ""))
                    .hasMessage("Request for unknown model: 'more' is not found");
        }
    }

    @Test
    void anUnloadedModelStaysOutUntilItIsLoaded() throws Exception {
        OnnxFiles.put(models, "plus", 1, OnnxFiles.plus(1));
        try (ModelServer server = ModelServer.start(ServerOptions.local(models))) {
            Visitor visitor = new Visitor(server.uri());
            assertThat(visitor.post("/v2/repository/models/plus/unload", "{}").status())
                    .isEqualTo(200);
            server.models().look();
            server.models().look();

            assertThat(visitor.get("/v2/models/plus/ready").status()).isEqualTo(404);
            assertThat(visitor.post("/v2/repository/index", "{}").body().toString())
                    .isEqualTo(
                            """
                            [{"name":"plus","version":"1","state":"UNAVAILABLE",\
                            "reason":"unloaded"}]""");
            assertThat(visitor.post("/v2/repository/index", "{\"ready\":true}").body()).isEmpty();

            assertThat(visitor.post("/v2/repository/models/plus/load", "").status()).isEqualTo(200);
            assertThat(visitor.get("/v2/models/plus/ready").status()).isEqualTo(200);
            assertThat(visitor.post("/v2/repository/models/gone/load", "").error())
                    .contains("failed to load 'gone'");
        }
    }

    @Test
    void cudaIsNotPretended() {
        assertThat(Accelerator.choose(Device.AUTO).device()).isIn("cpu", "cuda");
        if (Accelerator.choose(Device.AUTO).device().equals("cpu")) {
            assertThatThrownBy(() -> Accelerator.choose(Device.CUDA))
                    .isInstanceOf(CudaMissing.class)
                    .hasMessageContaining("cuda (expected: a GPU");
        }
    }

    private void assertRefused(String... texts) {
        assertThatThrownBy(() -> ModelRepository.open(models, CPU))
                .isInstanceOf(BadModel.class)
                .satisfies(refused -> assertThat(refused.getMessage()).contains(List.of(texts)));
    }
}
