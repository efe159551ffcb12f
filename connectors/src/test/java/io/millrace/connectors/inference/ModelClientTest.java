package io.millrace.connectors.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.connectors.inference.ModelFailure.Kind;
import io.millrace.domain.model.ModelDefinition;
import io.millrace.domain.model.ModelRef;
import io.millrace.domain.model.ModelSettings.Transport;
import io.millrace.domain.model.ModelWindow;
import io.millrace.domain.model.Prediction;
import io.millrace.testkit.FakeModelServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelClientTest {

    private static final long DEADLINE = 20_000;
    private static final ModelRef TFT = ModelRef.newest("tft");

    @ParameterizedTest(name = "binary tensors {0}")
    @ValueSource(booleans = {true, false})
    void aModelOverHttpSaysWhatItsFunctionSays(boolean binary) throws Exception {
        try (FakeModelServer server = new FakeModelServer(binary).start();
                ModelClient client = new ModelEndpoint(server.url(), Transport.REST).open(null)) {
            ModelWindow window = Windows.of("AAPL", 5);
            Prediction said = Windows.now(model(client, TFT).ask(window, DEADLINE));

            assertThat(said.symbol()).isEqualTo("AAPL");
            assertThat(said.atMillis()).isEqualTo(window.atMillis());
            assertThat(said.modelVersion()).isEqualTo("1");
            assertThat(said.modelSha256()).isEqualTo(FakeModelServer.SHA256);
            assertThat(said.horizons())
                    .extracting(Prediction.Horizon::bars)
                    .containsExactly(30, 45, 60);
            assertThat(said.horizons().get(0).q50()).isEqualTo(Windows.median(window, 0));
        }
    }

    @ParameterizedTest(name = "typed contents {0}")
    @ValueSource(booleans = {true, false})
    void aModelOverGrpcSaysWhatItsFunctionSaysAndKnowsItsSymbols(boolean typed) throws Exception {
        try (FakeGrpcServer server = new FakeGrpcServer(typed);
                ModelClient client =
                        new ModelEndpoint(server.url(), Transport.GRPC).open("secret")) {
            ModelWindow window = Windows.of("MSFT", 9);
            Prediction said = Windows.now(model(client, TFT).ask(window, DEADLINE));

            assertThat(said.modelVersion()).isEqualTo("7");
            assertThat(said.modelSha256()).isEqualTo("ab12");
            assertThat(said.horizons().get(0).q50())
                    .isCloseTo(Windows.median(window, 2), within(1e-9));
            assertThat(server.authorization()).isEqualTo("Bearer secret");
            assertThat(Windows.now(client.ready("tft", null, DEADLINE))).isTrue();
            assertThat(Windows.now(client.ready("other", null, DEADLINE))).isFalse();
            assertFails(model(client, ModelRef.newest("other")), Kind.UNKNOWN_MODEL);
        }
    }

    @ParameterizedTest(name = "HTTP {0} is {1}")
    @CsvSource({
        "400, REFUSED",
        "404, UNKNOWN_MODEL",
        "429, OVERLOADED",
        "500, FAULT",
        "501, REFUSED",
        "503, OVERLOADED",
        "504, DEADLINE"
    })
    void aStatusTellsWhatKindOfFailureItIs(int status, Kind kind) throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start().refusesWith(status);
                ModelClient client = new ModelEndpoint(server.url(), Transport.REST).open(null)) {
            assertFails(model(client, TFT), kind);
            assertThat(Windows.now(client.ready("tft", null, DEADLINE))).isFalse();
        }
    }

    @Test
    void aWrongTokenIsRefusedAndTheRightOneIsNot() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start().wantsToken("right");
                ModelClient wrong = new ModelEndpoint(server.url(), Transport.REST).open("wrong");
                ModelClient right = new ModelEndpoint(server.url(), Transport.REST).open("right")) {
            assertFails(model(wrong, TFT), Kind.UNAUTHORIZED);
            assertThat(Windows.now(model(right, TFT).ask(Windows.of("A", 1), DEADLINE)))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REST", "GRPC"})
    void nobodyThereIsUnreachable(Transport transport) throws Exception {
        FakeModelServer gone = new FakeModelServer(true).start();
        gone.kill();
        try (ModelClient client = new ModelEndpoint(gone.url(), transport).open(null)) {
            assertFails(model(client, TFT), Kind.UNREACHABLE);
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUpAtTheDeadline() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start();
                ModelClient client = new ModelEndpoint(server.url(), Transport.REST).open(null)) {
            ServedModel model = model(client, TFT);
            Windows.now(model.ask(Windows.of("A", 1), DEADLINE));
            server.hold();

            assertThatThrownBy(() -> Windows.now(model.ask(Windows.of("A", 2), 50)))
                    .hasRootCauseInstanceOf(java.io.IOException.class)
                    .satisfies(
                            thrown ->
                                    assertThat(ModelServer.failure(thrown).kind())
                                            .isEqualTo(Kind.DEADLINE));
        }
    }

    @Test
    void whatIsNotTheDefinitionIsRefusedWithEveryExpectation() throws Exception {
        try (FakeModelServer server =
                        new FakeModelServer(true)
                                .start()
                                .servesLookback(60)
                                .says("definition", "tft-0");
                ModelClient client = new ModelEndpoint(server.url(), Transport.REST).open(null)) {
            assertThatThrownBy(
                            () -> Windows.now(model(client, TFT).ask(Windows.of("A", 1), DEADLINE)))
                    .hasMessageContaining("definition: tft-0 (expected: tft-1)")
                    .hasMessageContaining(
                            "input observed: FP32 [-1, 60, 16] (expected: FP32 [-1, 120, 16])")
                    .hasMessageContaining("input known: FP32 [-1, 63, 4]");
            assertThat(server.questions()).isZero();
        }
    }

    @Test
    void anotherArtifactThanThePinnedOneIsRefused() throws Exception {
        try (FakeModelServer server = new FakeModelServer(true).start();
                ModelClient client = new ModelEndpoint(server.url(), Transport.REST).open(null)) {
            assertFails(model(client, new ModelRef("tft", "1", "0f".repeat(32))), Kind.MISMATCH);
            assertThat(
                            Windows.now(
                                    model(client, new ModelRef("tft", "1", FakeModelServer.SHA256))
                                            .ask(Windows.of("A", 1), DEADLINE)))
                    .isNotNull();
        }
    }

    @Test
    void aSwappedModelIsAskedAgainWhereItKnowsTheSymbolOtherwise() throws Exception {
        try (FakeModelServer server =
                        new FakeModelServer(true).start().says("symbols", "AAPL,MSFT");
                ModelClient client = new ModelEndpoint(server.url(), Transport.REST).open(null)) {
            ServedModel model = model(client, TFT);
            ModelWindow window = Windows.of("MSFT", 3);
            double before = Windows.now(model.ask(window, DEADLINE)).horizons().get(0).q50();
            server.servesVersion("2").says("symbols", "MSFT,AAPL");
            Prediction after = Windows.now(model.ask(window, DEADLINE));

            assertThat(before).isEqualTo(Windows.median(window, 2));
            assertThat(after.modelVersion()).isEqualTo("2");
            assertThat(after.horizons().get(0).q50()).isEqualTo(Windows.median(window, 1));
        }
    }

    private static ServedModel model(ModelClient client, ModelRef model) {
        return new ServedModel(client, model, ModelDefinition.STANDARD);
    }

    private static void assertFails(ServedModel model, Kind kind) {
        assertThatThrownBy(() -> Windows.now(model.ask(Windows.of("A", 1), DEADLINE)))
                .satisfies(
                        thrown -> assertThat(ModelServer.failure(thrown).kind()).isEqualTo(kind));
    }
}
